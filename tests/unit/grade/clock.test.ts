import { afterEach, expect, test, vi } from "vitest";
import { beginRun } from "../../../harness/grade/run.ts";

afterEach(() => {
  vi.useRealTimers();
});

test.each([-86_400_000, 86_400_000])("a clock that jumps by %d ms changes no duration of a run", async (jumpMs) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const run = beginRun({ seed: 1, signal: new AbortController().signal, onStage: () => undefined });
  await run.stage("take in", async () => {
    vi.setSystemTime(Date.now() + jumpMs);
  });
  await run.stage("read the source", async () => undefined);
  for (const { startMs, durationMs } of run.timings) {
    expect(startMs).toBeGreaterThanOrEqual(0);
    expect(startMs).toBeLessThan(5_000);
    expect(durationMs).toBeGreaterThanOrEqual(0);
    expect(durationMs).toBeLessThan(5_000);
  }
});
