import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { starved } from "../../../harness/grade/starved.ts";

test("a machine with eight times more to compute than it has cores is too busy to measure time", async () => {
  const busy = "const end = Date.now() + 8000; while (Date.now() < end);";
  const children = Array.from({ length: 8 * availableParallelism() }, () => spawn(process.execPath, ["-e", busy]));
  try {
    await delay(1_500);
    expect(starved()).toMatch(/too busy to measure time: 40 ms of computing took \d+\.\d times as long/);
  } finally {
    for (const child of children) child.kill("SIGKILL");
  }
});
