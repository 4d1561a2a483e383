import { readFile, readdir } from "node:fs/promises";
import { type Socket, createConnection, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { Scorecard } from "../../harness/types/scorecard.ts";
import { assay, folderWith, type Started, startAssay } from "../engine/commands/assay.ts";
import { gradeGood } from "./bench.ts";
import { sleeper, thingsOf } from "./command.ts";

// Two runs of the command line, a build with packages, and a grade after that.
vi.setConfig({ testTimeout: 600_000 });

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

/** Code with something to change, and tests that reach it. The image has what they need. */
const tested = {
  Dockerfile:
    "FROM python:3.13-slim\nRUN pip install --no-cache-dir pytest==9.* coverage==7.*\nWORKDIR /app\nCOPY . .\n",
  "app.py": Array.from(
    { length: 30 },
    (_, index) => `def more_${index}(a):\n    return a > ${index} and a + 1 < 99\n`,
  ).join("\n"),
  "tests/test_app.py": [
    "import time, app",
    ...Array.from(
      { length: 30 },
      (_, index) => `def test_${index}():\n    time.sleep(0.1)\n    assert app.more_${index}(50)`,
    ),
  ].join("\n"),
};

/** Python that is given up after two seconds, six times: whoever reads it is busy for a while. */
const slowToRead = {
  Dockerfile: "FROM python:3.13-slim\nRUN sleep 100\n",
  ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`a${index}.py`, "a\\\n".repeat(80_000)])),
};

/** Ctrl-C a moment after something has begun: the run ends in order, nothing is left, and nothing is unhandled. */
async function endsInOrder(
  command: "check" | "grade",
  files: Readonly<Record<string, string>>,
  more: readonly string[],
  hasBegun: (run: Started) => Promise<boolean>,
): Promise<void> {
  await using submission = await folderWith(files);
  await using temporary = await folderWith({});
  const run = startAssay([command, submission.path, ...more], { TMPDIR: temporary.path });
  await expect.poll(() => hasBegun(run), { timeout: 120_000, interval: 100 }).toBe(true);
  await sleep(1_000);
  run.process.kill("SIGINT");
  const { code, stderr } = await run.ended;
  expect(stderr).not.toMatch(/\n\s+at |unhandled|fault of assay/i);
  expect(stderr).toContain("Everything that was started has been removed");
  expect(code).toBe(130);
  expect(await thingsOf(run.process.pid)).toEqual([]);
  expect(await readdir(temporary.path)).toEqual([]);
}

test("Ctrl-C while the tests are tried on changed code ends in order", async () => {
  const isTried = async ({ process: { pid } }: Started) =>
    (await thingsOf(pid)).some((name) => name.includes("-mutants-"));
  await endsInOrder("check", tested, ["--only", "tests.kills-mutants"], isTried);
});

test("Ctrl-C while the source is read and the image is built ends in order", async () => {
  await using logs = await folderWith({});
  const log = join(logs.path, "steps.jsonl");
  const isRead = async () => (await readFile(log, "utf8").catch(() => "")).includes("read the source started");
  await endsInOrder("grade", slowToRead, ["--log", log], isRead);
});

test("two runs at once do not touch what is the other's, and each removes its own", async () => {
  await using submission = await folderWith(sleeper);
  await using temporary = await folderWith({});
  const start = () => startAssay(["grade", submission.path], { TMPDIR: temporary.path });
  const first = start();
  await untilAppRuns(first);
  const second = start();
  await untilAppRuns(second);
  const before = await thingsOf(first.process.pid);
  expect(before.some((name) => name.includes("-app-"))).toBe(true);
  second.process.kill("SIGINT");
  expect((await second.ended).code).toBe(130);
  expect(await thingsOf(second.process.pid)).toEqual([]);
  expect(await thingsOf(first.process.pid)).toEqual(
    expect.arrayContaining(before.filter((name) => name.includes("-app-"))),
  );
  first.process.kill("SIGINT");
  expect((await first.ended).code).toBe(130);
  expect(await thingsOf(first.process.pid)).toEqual([]);
  expect(await readdir(temporary.path)).toEqual([]);
});

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
  await gradeGood();
});

test("an engine that goes away in the middle costs nobody a point: what was found out stands, the rest is undecided", async () => {
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
  const args = ["--no-install", "grade", submission.path, "--json", "--out", join(folder.path, "results")];
  const run = startAssay(args, { DOCKER_HOST: `unix://${socket}` });
  await untilAppRuns(run);
  proxy.close();
  for (const end of connections) end.destroy();
  const { code, stderr, stdout } = await run.ended;
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(code).toBe(4);
  const { run: told, checks }: Scorecard = JSON.parse(stdout);
  expect(told.incomplete).toBe(true);
  expect(told.notices.join("\n")).toMatch(/engine/i);
  const verdictOf = (wanted: string) => checks.find(({ id }) => id === wanted)?.outcome.verdict;
  expect(verdictOf("docs.readme")).toBe("failed");
  expect(verdictOf("operations.builds")).toBe("passed");
  expect(verdictOf("operations.boots")).toBe("inconclusive");
  // The engine is back: the next run removes what the first could not.
  await sleep(100);
  await assay("grade", "/nowhere/at-all");
  expect(await thingsOf(run.process.pid)).toEqual([]);
  await gradeGood();
});
