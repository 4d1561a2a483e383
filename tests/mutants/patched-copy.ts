import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A copy of a submission with a patch applied, in a temporary folder that goes when disposed of. */
export async function patchedCopy(options: {
  readonly submission: string;
  readonly patch: string;
  readonly commits: number | undefined;
}): Promise<AsyncDisposable & { readonly path: string }> {
  const parent = await mkdtemp(join(tmpdir(), "assay-mutant-"));
  const path = join(parent, "submission");
  await cp(options.submission, path, { recursive: true });
  if (options.patch.trim() !== "") {
    const file = join(parent, "mutant.patch");
    await writeFile(file, options.patch.endsWith("\n") ? options.patch : `${options.patch}\n`);
    await run("git", ["apply", "--whitespace=nowarn", file], { cwd: path });
  }
  if (options.commits !== undefined) await makeHistory(path, options.commits);
  return { path, [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true }) };
}

/** Commits the files in so many portions, an hour apart. */
async function makeHistory(path: string, commits: number): Promise<void> {
  const git = (...args: string[]) =>
    run("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { cwd: path });
  await git("init", "--quiet", "--initial-branch=main");
  const files = (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("/.git"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (let index = 0; index < commits; index += 1) {
    const portion = files.filter((_, position) => Math.floor((position * commits) / files.length) === index);
    await git("add", "--force", "--", ...portion);
    const date = new Date(Date.UTC(2026, 2, 1, 9 + index)).toISOString();
    await git("commit", "--quiet", "--allow-empty", `--date=${date}`, "-m", `Step ${index + 1} of the service`);
  }
}
