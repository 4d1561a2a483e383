import type Docker from "dockerode";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BackgroundOptions, runInBackground } from "../../../harness/sandbox/commands/in-background.ts";
import { startContainer } from "../../../harness/sandbox/container/start-container.ts";
import type { Sandbox } from "../../../harness/sandbox/open-sandbox.ts";
import { type Bench, bench, closedAndEmpty } from "./bench.ts";

let on: Bench;
let sandbox: Sandbox;
let container: Docker.Container;
beforeAll(async () => {
  on = await bench();
  sandbox = await on.sandbox({});
  container = await startContainer(sandbox, "commands", {
    ...{ image: "python:3.13-slim", network: "none", memoryBytes: 128 * 1024 * 1024 },
    command: ["sleep", "900"],
  });
});
afterAll(async () => {
  expect(await closedAndEmpty(on.engine, sandbox)).toEqual([]);
});

const run = async (script: string, until: BackgroundOptions["until"], seconds = 8) => {
  const begun = performance.now();
  const ending = await runInBackground(container, script, { environment: {}, seconds, until });
  return { ...ending, took: (performance.now() - begun) / 1000 };
};
const mostSeconds = 7;

test("tests that have begun are not waited for, in the words of pytest and of unittest", async () => {
  for (const said of ["tests/test_orders.py ..", "....", "test_all (orders.Orders.test_all) ... ok"]) {
    const ending = await run(`echo collecting; echo '${said}'; sleep 30; echo late`, "testing", 30);
    expect(ending).toMatchObject({ end: "stopped", output: `collecting\n${said}\n` });
    expect(ending.took).toBeLessThan(mostSeconds);
  }
});

test("tests that end by themselves, or before any has run, end with their own exit code", async () => {
  expect(await run("echo '1 passed'", "testing")).toMatchObject({ end: "ended", exitCode: 0, output: "1 passed\n" });
  expect(await run("echo 'no tests ran'; exit 5", "testing")).toMatchObject({ end: "ended", exitCode: 5 });
  expect(await run("echo 'E...'; exit 1", "testing")).toMatchObject({ end: "ended", exitCode: 1 });
});

test("what says nothing of tests is given its time, and what heeds no signal no more than that", async () => {
  expect(await run("sleep 30", "testing", 1)).toMatchObject({ end: "stopped", output: "" });
  const deaf = await run("trap '' INT TERM; echo deaf; while true; do sleep 1; done", "testing", 1);
  expect(deaf).toMatchObject({ end: "stopped", output: expect.stringMatching(/^deaf\n/) });
  expect(deaf.took).toBeLessThan(mostSeconds);
});

test("what listens and answers is ended, and leaves the container to the next command", async () => {
  const serving = "python -m http.server 8123 --bind 127.0.0.1";
  for (const _ of [1, 2]) expect(await run(serving, "listening")).toMatchObject({ end: "listens", port: 8123 });
  expect(await run("....", undefined)).toMatchObject({ end: "ended", exitCode: 127 });
});
