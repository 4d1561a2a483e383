import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { takeIn } from "../../../../harness/submission/intake.ts";
import type { OwnedWorkspace } from "../../../../harness/submission/types.ts";
import { git } from "../intake/git.ts";
import { temporaryFolder, writeTree } from "../intake/temporary.ts";

function take(folder: string, run: string): Promise<OwnedWorkspace> {
  return takeIn(folder, { folder: join(run, "run"), signal: new AbortController().signal });
}

async function twoCommits(folder: string): Promise<void> {
  await writeTree(folder, { "a.py": "one\ntwo\nthree\n", "data.bin": "x\0y\n" });
  git(folder, "init", "-q", "-b", "main");
  git(folder, "add", ".");
  git(folder, "commit", "-qm", "first", "--date=2026-03-01T10:00:00+0200");
  await writeTree(folder, { "b.py": "new\n" });
  await writeFile(join(folder, "a.py"), "three\ntwo\nfour\n");
  git(folder, "mv", "data.bin", "moved.bin");
  git(folder, "add", ".");
  git(folder, "commit", "-qm", "second");
}

test("commits come newest first, with author, time, offset and the lines that were really written", async () => {
  await using temporary = await temporaryFolder();
  const folder = join(temporary.path, "shop");
  await twoCommits(folder);
  await using workspace = await take(folder, temporary.path);
  const [second, first, ...others] = await workspace.history();
  expect(others).toEqual([]);
  expect(workspace.commit).toBe(second?.id);
  expect(first).toMatchObject({
    message: "first\n",
    parents: [],
    author: { name: "Ada", email: "ada@example.com" },
    authoredAt: Date.parse("2026-03-01T08:00:00Z"),
    offsetMinutes: 120,
    addedLines: 3,
    removedLines: 0,
  });
  expect(second).toMatchObject({ parents: [first?.id], addedLines: 2, removedLines: 1 });
  expect(second?.changes).toEqual([
    { path: "a.py", addedLines: 1, removedLines: 1, addedSecrets: [] },
    { path: "b.py", addedLines: 1, removedLines: 0, addedSecrets: [] },
    { path: "data.bin", addedLines: 0, removedLines: 0, addedSecrets: [] },
    { path: "moved.bin", addedLines: 0, removedLines: 0, addedSecrets: [] },
  ]);
});

test("packed objects and packed references are read, merges count nothing twice", async () => {
  await using temporary = await temporaryFolder();
  const folder = join(temporary.path, "shop");
  await twoCommits(folder);
  git(folder, "checkout", "-qb", "side", "HEAD~1");
  await writeTree(folder, { "side.py": "x\n" });
  git(folder, "add", ".");
  git(folder, "commit", "-qm", "side");
  git(folder, "checkout", "-q", "main");
  git(folder, "merge", "-q", "--no-ff", "-m", "merge", "side");
  git(folder, "gc", "-q", "--aggressive");
  await using workspace = await take(folder, temporary.path);
  const history = await workspace.history();
  expect(history.length).toBe(4);
  expect(history[0]).toMatchObject({ message: "merge\n", changes: [], addedLines: 0 });
  expect(history.reduce((total, { addedLines }) => total + addedLines, 0)).toBe(6);
});

test("a .git that points elsewhere is not followed, and a notice says so", async () => {
  await using temporary = await temporaryFolder();
  const folder = join(temporary.path, "shop");
  await twoCommits(folder);
  git(folder, "worktree", "add", "-q", join(temporary.path, "tree"), "HEAD~1");
  await using workspace = await take(join(temporary.path, "tree"), temporary.path);
  expect(await workspace.history()).toEqual([]);
  expect(workspace.commit).toBeUndefined();
  expect(workspace.notices).toEqual([expect.stringContaining(".git points to a repository elsewhere")]);
});

test("a damaged repository gives the part of the history that can be read", async () => {
  await using temporary = await temporaryFolder();
  const folder = join(temporary.path, "shop");
  await twoCommits(folder);
  const first = git(folder, "rev-parse", "HEAD~1").trim();
  await rm(join(folder, ".git/objects", first.slice(0, 2), first.slice(2)));
  await using workspace = await take(folder, temporary.path);
  expect((await workspace.history()).map(({ message }) => message)).toEqual(["second\n"]);
});

test("a reference that leads out of the repository leads nowhere, an object that is a bomb is not unpacked", async () => {
  await using temporary = await temporaryFolder();
  const folder = join(temporary.path, "shop");
  await twoCommits(folder);
  await writeFile(join(folder, ".git/HEAD"), "ref: ../../../../../../../../../../dev/zero\n");
  {
    await using workspace = await take(folder, temporary.path);
    expect(await workspace.history()).toEqual([]);
  }
  const id = "a".repeat(40);
  await mkdir(join(folder, ".git/objects/aa"), { recursive: true });
  await writeFile(join(folder, ".git/objects/aa", "a".repeat(38)), deflateSync(Buffer.alloc(100 * 1024 * 1024)));
  await writeFile(join(folder, ".git/HEAD"), `${id}\n`);
  await using workspace = await take(folder, temporary.path);
  expect(await workspace.history()).toEqual([]);
});
