import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { openStepLog } from "../../harness/commands/step-log.ts";
import { writeReports } from "../../harness/commands/write-reports.ts";
import { sweepTemporaryFolders, temporaryFolder as folderOfRun } from "../../harness/grade/temporary-folder.ts";
import { takeIn } from "../../harness/submission/intake.ts";
import { EnvironmentError } from "../../harness/types/errors.ts";
import { exampleScorecard } from "./report/fixture.ts";
import { packTar } from "./submission/intake/archives.ts";
import { temporaryFolder, writeTree } from "./submission/intake/temporary.ts";
import { tinyDisk } from "./tiny-disk.ts";

test("a full disk under the copy of a submission is this machine's trouble, from a folder and from an archive", async (context) => {
  await using disk = await tinyDisk();
  if (disk === undefined) return context.skip("nothing can be mounted here");
  await using source = await temporaryFolder();
  await writeTree(join(source.path, "shop"), { "app.py": "x = 1\n".repeat(50_000) });
  const archive = join(source.path, "shop.tgz");
  await packTar(archive, [{ name: "app.py", content: "x = 1\n".repeat(50_000) }]);
  for (const from of [join(source.path, "shop"), archive]) {
    const taken = takeIn(from, { folder: disk.path, signal: new AbortController().signal });
    await expect(taken).rejects.toThrow(EnvironmentError);
    await expect(taken).rejects.toThrow(/no room left for a copy of/);
  }
});

test("a full disk under the reports is named, with what to do; what is written is whole, the scorecard first", async (context) => {
  await using disk = await tinyDisk();
  if (disk === undefined) return context.skip("nothing can be mounted here");
  const folder = join(disk.path, "results");
  const written = writeReports(exampleScorecard(), folder);
  await expect(written).rejects.toThrow(/can't be written to .*no space left on device/);
  await expect(written).rejects.toThrow(EnvironmentError);
  expect(await readdir(folder)).toEqual(["scorecard.json"]);
  expect(JSON.parse(await readFile(join(folder, "scorecard.json"), "utf8"))).toEqual(exampleScorecard());
});

test("a full disk under the log of the steps is said once, and the run goes on", async (context) => {
  await using disk = await tinyDisk();
  if (disk === undefined) return context.skip("nothing can be mounted here");
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const log = openStepLog(join(disk.path, "steps.jsonl"));
  for (let step = 0; step < 1_000; step += 1) log.step("shop", { name: "probe", state: "started" });
  expect(said.mock.calls.map(([text]) => text)).toEqual([
    expect.stringMatching(/can't be written any more.*no space left/),
  ]);
  said.mockRestore();
});

test("a log that can't be begun, and a temporary folder that can't be made, are this machine's trouble", async () => {
  await using folder = await temporaryFolder();
  await writeTree(folder.path, { file: "" });
  expect(() => openStepLog(join(folder.path, "file", "steps.jsonl"))).toThrow(EnvironmentError);
  vi.stubEnv("TMPDIR", join(folder.path, "nowhere"));
  await expect(folderOfRun("a")).rejects.toThrow(/No temporary folder can be made in .*nowhere/);
  await expect(folderOfRun("a")).rejects.toThrow(EnvironmentError);
  await sweepTemporaryFolders();
  vi.unstubAllEnvs();
});
