import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeHistory } from "./make-history.ts";

const run = promisify(execFile);

/** A copy of a submission with a patch applied, in a temporary folder that goes when disposed of. */
export async function patchedCopy(options: {
  readonly submission: string;
  readonly patch: string;
  readonly commits: number | undefined;
  /** Manner of the history, see make-history.ts. */
  readonly history?: string | undefined;
}): Promise<AsyncDisposable & { readonly path: string }> {
  const parent = await mkdtemp(join(tmpdir(), "assay-mutant-"));
  const path = join(parent, "submission");
  await cp(options.submission, path, { recursive: true });
  if (options.patch.trim() !== "") {
    const file = join(parent, "mutant.patch");
    await writeFile(file, options.patch.endsWith("\n") ? options.patch : `${options.patch}\n`);
    await run("git", ["apply", "--whitespace=nowarn", file], { cwd: path });
  }
  if (options.commits !== undefined) await makeHistory(path, options.commits, options.history);
  return { path, [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true }) };
}
