import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Scorecard } from "../../harness/types/scorecard.ts";
import { folderWith, startAssay } from "../engine/commands/assay.ts";
import { tinyDisk } from "../unit/tiny-disk.ts";
import { appOf, gradeGood, serving } from "./bench.ts";
import { sleeper, thingsOf } from "./command.ts";

// Trouble of this machine's, met by the command line as it is: nobody loses a point, nothing is left.

const boots = "operations.boots";
const verdictOf = ({ checks }: Scorecard, wanted: string) => checks.find(({ id }) => id === wanted)?.outcome.verdict;

test("a disk without room for a copy of the submission is named, with what to do, and nothing is left", async (context) => {
  await using disk = await tinyDisk();
  if (disk === undefined) return context.skip("nothing can be mounted here");
  await using submission = await folderWith({ ...sleeper, "large.py": "x = 1\n".repeat(50_000) });
  await using out = await folderWith({});
  const run = startAssay(["grade", submission.path, "--out", out.path], { TMPDIR: disk.path });
  const { code, stderr, stdout } = await run.ended;
  expect(stderr).toMatch(/error: There is no room left for a copy of .*\n {2}next {6}Make room there, or name/);
  expect(stdout).toBe("");
  expect(code).toBe(3);
  expect(await readdir(disk.path)).toEqual([]);
  expect(await readdir(out.path)).toEqual([]);
  expect(await thingsOf(run.process.pid)).toEqual([]);
  await gradeGood();
});

test.for(["text", "JSON"])(
  "a disk without room for the reports takes no result away: it is on the terminal, as %s",
  async (form, context) => {
    await using disk = await tinyDisk();
    if (disk === undefined) return context.skip("nothing can be mounted here");
    await using submission = await folderWith(appOf(serving("self.send_response(404); self.end_headers()")));
    const filled = join(disk.path, "filled");
    await writeFile(filled, "x".repeat(64 * 1024));
    const args = ["--only", boots, "--out", join(disk.path, "results"), ...(form === "JSON" ? ["--json"] : [])];
    const run = startAssay(["check", submission.path, ...args]);
    const { code, stderr, stdout } = await run.ended;
    expect(stderr).toMatch(/error: The reports can't be written to .*no space left on device/);
    expect(code).toBe(3);
    if (form === "JSON") expect(verdictOf(JSON.parse(stdout), boots)).toBe("passed");
    else expect(stdout).toMatch(/\bpoints\b/);
    expect(await thingsOf(run.process.pid)).toEqual([]);
  },
);

/** A module that makes each look at the clock an hour later or earlier than the one before. */
const jumpingClock = `
let looks = 0;
const Real = Date;
const now = () => Real.now() + (looks++ % 2 === 0 ? 3600e3 : -3600e3);
globalThis.Date = class extends Real {
  constructor(...given) { given.length === 0 ? super(now()) : super(...given); }
  static now() { return now(); }
};`;

test("a clock that jumps by hours, on and back, ends nothing early or late and changes no verdict", async () => {
  await using submission = await folderWith(sleeper);
  await using out = await folderWith({});
  const started = performance.now();
  const clock = `--import=data:text/javascript,${encodeURIComponent(jumpingClock)}`;
  const args = ["--only", boots, "operations.builds", "--limit", "bootSeconds=5", "--out", out.path, "--json"];
  const run = startAssay(["check", submission.path, ...args], { NODE_OPTIONS: clock });
  const { stdout } = await run.ended;
  const card: Scorecard = JSON.parse(stdout);
  expect(Math.abs(Date.parse(card.run.startedAt) - Date.now())).toBeGreaterThan(3_000_000);
  expect(verdictOf(card, "operations.builds")).toBe("passed");
  const outcome = card.checks.find(({ id }) => id === boots)?.outcome;
  expect(JSON.stringify(outcome)).toContain("Nothing listens on port 8000 within 5 s of the start");
  expect(card.run.stages.every(({ durationMs }) => durationMs >= 0 && durationMs < 60_000)).toBe(true);
  expect((performance.now() - started) / 1000).toBeLessThan(60);
  expect(await thingsOf(run.process.pid)).toEqual([]);
});
