import { connectEngine } from "../../harness/sandbox/engine/connect.ts";
import { labelled } from "../../harness/sandbox/leftovers/labelled.ts";

/** A submission that builds in a second and then sleeps: its run waits for it. */
export const sleeper = {
  Dockerfile: 'FROM python:3.13-slim\nCMD ["sleep", "600"]\n',
  "app.py": "print('nothing here')\n",
};

/** Names of the containers, networks and volumes that the runs of a process have on the engine. */
export async function thingsOf(pid: number | undefined): Promise<readonly string[]> {
  const engine = await connectEngine({ install: false, say: () => undefined });
  return (await labelled(engine, `assay.pid=${pid}`)).map(({ name }) => name);
}
