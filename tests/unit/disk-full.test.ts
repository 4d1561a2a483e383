import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeReports } from "../../harness/commands/write-reports.ts";
import { takeIn } from "../../harness/submission/intake.ts";
import { EnvironmentError } from "../../harness/types/errors.ts";
import { exampleScorecard } from "./report/fixture.ts";
import { packTar } from "./submission/intake/archives.ts";
import { temporaryFolder, writeTree } from "./submission/intake/temporary.ts";

/** A disk of 64 KB, where this process may mount one. */
async function tinyDisk(): Promise<({ readonly path: string } & AsyncDisposable) | undefined> {
  const folder = await temporaryFolder();
  const path = join(folder.path, "disk");
  await mkdir(path);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", path], { stdio: "ignore" });
  } catch {
    await folder[Symbol.asyncDispose]();
    return undefined;
  }
  return {
    path,
    async [Symbol.asyncDispose]() {
      execFileSync("umount", [path]);
      await folder[Symbol.asyncDispose]();
    },
  };
}

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

test("a full disk under the reports is named, with what to do", async (context) => {
  await using disk = await tinyDisk();
  if (disk === undefined) return context.skip("nothing can be mounted here");
  const written = writeReports(exampleScorecard(), join(disk.path, "results"));
  await expect(written).rejects.toThrow(/can't be written to .*no space left on device/);
  await expect(written).rejects.toThrow(EnvironmentError);
});
