import type { MigrationStep } from "../../types/runtime.ts";
import { exec } from "../container/exec.ts";
import { limitsOf, startContainer } from "../container/start-container.ts";
import { onEngine } from "../engine-trouble.ts";
import { masked } from "../masked.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { volumesOfImage } from "../service/bounded-volume.ts";
import { environmentOf } from "../service/environment.ts";
import type { Subject } from "../subject.ts";

/** Runs the commands of migrations, one after the other. Disposing removes its container. */
export interface MigrationRunner extends AsyncDisposable {
  /** Runs a line in the image's shell; one that never ends is killed, and so fails, as does one that ends its container. */
  step(command: string): Promise<MigrationStep>;
}

const stepSeconds = 60;
/** A day: longer than all steps together, and than what they wait for. */
const allSeconds = 86_400;
/** What a shell says of SIGKILL. */
const killed = 137;

/** Starts a container of the submission's image, with the app's environment but for the data set, that waits for commands. */
export async function startRunner(sandbox: Sandbox, subject: Subject, databaseUrl: string): Promise<MigrationRunner> {
  const declared = await volumesOfImage(sandbox, "migrations", subject.image);
  const container = await startContainer(sandbox, "migrations", {
    image: subject.image,
    entrypoint: ["sleep"],
    command: [String(allSeconds)],
    environment: environmentOf({ ...subject, dataset: undefined }, databaseUrl),
    network: sandbox.network,
    ...limitsOf(sandbox),
    canWait: true,
    volumes: declared.places,
  });
  return {
    async step(command) {
      const line = ["timeout", "-s", "KILL", String(stepSeconds), "sh", "-c", command];
      try {
        const { exitCode, stdout, stderr } = await exec(container, line);
        const said = masked(`${stdout}\n${stderr}`, subject.credentials.password, databaseUrl);
        return { command, exitCode, output: said.trim().split("\n").slice(-40).join("\n") };
      } catch (error) {
        const { State } = await onEngine("inspect the container of the migrations", () => container.inspect());
        if (State.Running) throw error;
        return { command, exitCode: killed, output: "It ended the container that it ran in." };
      }
    },
    async [Symbol.asyncDispose]() {
      await container.remove({ force: true, v: true }).catch(() => undefined);
      await declared[Symbol.asyncDispose]();
    },
  };
}
