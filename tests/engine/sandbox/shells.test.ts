import { afterAll, beforeAll, expect, test } from "vitest";
import { makeShells } from "../../../harness/sandbox/container/shells.ts";
import type { Sandbox } from "../../../harness/sandbox/open-sandbox.ts";
import { type Bench, bench, closedAndEmpty } from "./bench.ts";

let on: Bench;
let sandbox: Sandbox;
beforeAll(async () => {
  on = await bench();
  sandbox = await on.sandbox({});
});
afterAll(async () => {
  expect(await closedAndEmpty(on.engine, sandbox)).toEqual([]);
});

const shellsOf = async () => makeShells((await sandbox.database()).container);

test("a command's words and variables come through as they are, and what it writes comes back, byte for byte", async () => {
  const shells = await shellsOf();
  const odd = 'it\'s $HOME `ls` \\ "é"\n\t*';
  expect(await shells.run(["printf", "%s|%s", odd, ""])).toEqual({ exitCode: 0, stdout: `${odd}|`, stderr: "" });
  expect(await shells.run(["printenv", "ODD"], { environment: { ODD: odd } })).toMatchObject({ stdout: `${odd}\n` });
  expect(await shells.run(["sh", "-c", "cat; echo no >&2; exit 3"])).toEqual({
    exitCode: 3,
    stdout: "",
    stderr: "no\n",
  });
  const { stdout } = await shells.run(["seq", "200000"]);
  expect(stdout.length).toBe(1_288_895);
});

test("commands at the same time don't wait for each other", async () => {
  const shells = await shellsOf();
  const ended: string[] = [];
  const run = async (name: string, seconds: number) => {
    await shells.run(["sleep", String(seconds)]);
    ended.push(name);
  };
  await Promise.all([run("slow", 3), run("quick", 0)]);
  expect(ended).toEqual(["quick", "slow"]);
});

test("a command that does not end, one that writes too much and a shell that dies are trouble, and the next one works", async () => {
  const shells = await shellsOf();
  await expect(shells.run(["sleep", "60"], { withinMs: 500 })).rejects.toThrow(/did not end within 0.5 s/);
  await expect(shells.run(["head", "-c", "9000000", "/dev/zero"])).rejects.toThrow(/it wrote 9000000 bytes/);
  await expect(shells.run(["sh", "-c", "kill -9 $PPID; sleep 1"])).rejects.toThrow(/the shell ended/);
  expect(await shells.run(["echo", "here"])).toMatchObject({ exitCode: 0, stdout: "here\n" });
});
