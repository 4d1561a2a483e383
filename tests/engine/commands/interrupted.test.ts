import { readdir } from "node:fs/promises";
import { type Socket, createConnection, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { connectEngine, type Engine } from "../../../harness/sandbox/engine/connect.ts";
import { assay, type Started, startAssay, folderWith } from "./assay.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await connectEngine({ install: false, say: () => undefined });
});

/** Containers, networks and volumes that the runs of a process have on the engine. */
async function thingsOf(pid: number | undefined): Promise<readonly string[]> {
  const filters = JSON.stringify({ label: [`assay.pid=${pid}`] });
  const [containers, networks, volumes] = await Promise.all([
    engine.docker.listContainers({ all: true, filters }),
    engine.docker.listNetworks({ filters }),
    engine.docker.listVolumes({ filters }),
  ]);
  return [
    ...containers.flatMap(({ Names }) => Names),
    ...networks.map(({ Name }) => Name),
    ...(volumes.Volumes ?? []).map(({ Name }) => Name),
  ];
}

/** A submission that builds in a second and then sleeps: its run waits for it. */
const sleeper = {
  Dockerfile: 'FROM python:3.13-slim\nCMD ["sleep", "600"]\n',
  "app.py": "print('nothing here')\n",
};

async function untilAppRuns({ process: { pid } }: Started): Promise<void> {
  await expect
    .poll(async () => (await thingsOf(pid)).some((name) => name.includes("-app-")), { timeout: 60_000, interval: 200 })
    .toBe(true);
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "after %s everything that was started is gone, and the exit code is 130",
  async (signal) => {
    await using submission = await folderWith(sleeper);
    await using temporary = await folderWith({});
    const run = startAssay(["grade", submission.path], { TMPDIR: temporary.path });
    await untilAppRuns(run);
    run.process.kill(signal);
    const { code, stderr } = await run.ended;
    expect(code).toBe(130);
    expect(stderr).toContain("Everything that was started has been removed");
    expect(await thingsOf(run.process.pid)).toEqual([]);
    expect(await readdir(temporary.path)).toEqual([]);
  },
);

test("what a killed run left is removed by the next one", async () => {
  await using submission = await folderWith(sleeper);
  await using out = await folderWith({});
  await using temporary = await folderWith({});
  const run = startAssay(["grade", submission.path], { TMPDIR: temporary.path });
  await untilAppRuns(run);
  run.process.kill("SIGKILL");
  await run.ended;
  expect(await thingsOf(run.process.pid)).not.toEqual([]);
  expect(await readdir(temporary.path)).toHaveLength(1);
  const args = ["grade", join(submission.path, "Dockerfile"), "--out", out.path];
  await startAssay(args, { TMPDIR: temporary.path }).ended;
  expect(await readdir(temporary.path)).toEqual([]);
  expect(await thingsOf(run.process.pid)).toEqual([]);
});

test("an engine that goes away in the middle costs nobody a point: one clear message, and nothing stays", async () => {
  await using submission = await folderWith(sleeper);
  await using folder = await folderWith({});
  const socket = join(folder.path, "docker.sock");
  const connections = new Set<Socket>();
  const proxy = createServer((client) => {
    const upstream = createConnection("/var/run/docker.sock");
    for (const end of [client, upstream]) {
      connections.add(end);
      end.on("error", () => undefined);
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => proxy.listen(socket, resolve));
  const run = startAssay(["--no-install", "grade", submission.path], { DOCKER_HOST: `unix://${socket}` });
  await untilAppRuns(run);
  proxy.close();
  for (const end of connections) end.destroy();
  const { code, stderr, stdout } = await run.ended;
  expect(code).toBe(3);
  expect(stderr).toMatch(/engine/i);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stdout).toBe("");
  // The engine is back: the next run removes what the first could not.
  await sleep(100);
  await assay("grade", "/nowhere/at-all");
  expect(await thingsOf(run.process.pid)).toEqual([]);
});
