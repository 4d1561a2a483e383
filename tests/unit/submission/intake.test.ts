import { execFileSync } from "node:child_process";
import { chmod, lstat, readdir, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultIntakeLimits, type IntakeLimits } from "../../../harness/submission/intake/limits.ts";
import { takeIn } from "../../../harness/submission/intake.ts";
import { InputError } from "../../../harness/types/errors.ts";
import { packTar, zipOf } from "./intake/archives.ts";
import { git } from "./intake/git.ts";
import { temporaryFolder, writeTree } from "./intake/temporary.ts";

const signal = new AbortController().signal;

async function refusal(source: string, folder: string, limits?: Partial<IntakeLimits>): Promise<InputError> {
  const taken = takeIn(source, { folder: join(folder, "run"), limits: { ...defaultIntakeLimits, ...limits }, signal });
  const error: unknown = await taken.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InputError)) throw new Error(`not refused with an InputError: ${String(error)}`);
  expect(await readdir(join(folder, "run")).catch(() => [])).toEqual([]);
  return error;
}

function paths(workspace: { readonly files: readonly { readonly path: string }[] }): readonly string[] {
  return workspace.files.map(({ path }) => path);
}

test("a folder is copied without .git and caches, read-only, and the copy goes away with the workspace", async () => {
  await using temporary = await temporaryFolder();
  const from = join(temporary.path, "shop");
  await writeTree(from, {
    "app.py": "print()\n",
    "run.sh": "#!/bin/sh\n",
    ".git/config": "[core]\n\tfsmonitor = touch /tmp/x\n",
    "pkg/__pycache__/a.pyc": "x",
    "pkg/a.py": "",
  });
  await chmod(join(from, "run.sh"), 0o755);
  const run = join(temporary.path, "run");
  {
    await using workspace = await takeIn(from, { folder: run, signal });
    expect(paths(workspace)).toEqual(["app.py", "pkg/a.py", "run.sh"]);
    expect(workspace).toMatchObject({ name: "shop", bytes: 18, commit: undefined });
    expect(await workspace.read("app.py")).toBe("print()\n");
    expect(await workspace.read("../shop/app.py")).toBeUndefined();
    expect((await lstat(join(workspace.root, "app.py"))).mode & 0o777).toBe(0o444);
    expect((await lstat(join(workspace.root, "run.sh"))).mode & 0o777).toBe(0o555);
    expect((await lstat(join(workspace.root, "pkg"))).mode & 0o777).toBe(0o555);
  }
  expect(await readdir(run)).toEqual([]);
});

test("links inside the tree stay, links that lead outside by any way are left out with a notice", async () => {
  await using temporary = await temporaryFolder();
  const from = join(temporary.path, "shop");
  await writeTree(from, { "docs/readme.md": "hello", "app.py": "" });
  await writeFile(join(temporary.path, "secret"), "host file");
  await symlink("docs/readme.md", join(from, "README.md"));
  await symlink("../secret", join(from, "plain"));
  await symlink("/etc/passwd", join(from, "absolute"));
  await symlink(".", join(from, "top"));
  // Harmless by its name, but `top/..` is the folder above.
  await symlink("top/../secret", join(from, "chained"));
  await symlink("loop", join(from, "loop"));
  await using workspace = await takeIn(from, { folder: join(temporary.path, "run"), signal });
  expect(paths(workspace)).toEqual(["README.md", "app.py", "docs/readme.md"]);
  expect(await workspace.read("README.md")).toBe("hello");
  for (const name of ["plain", "absolute", "chained", "loop"]) {
    expect(workspace.notices).toContainEqual(expect.stringMatching(new RegExp(`^${name} was left out: a link`)));
  }
  expect(await readdir(workspace.root)).toEqual(["README.md", "app.py", "docs", "top"]);
});

test("pipes and setuid bits are dropped and reported", async () => {
  await using temporary = await temporaryFolder();
  const from = join(temporary.path, "shop");
  await writeTree(from, { "app.py": "", tool: "x" });
  execFileSync("mkfifo", [join(from, "pipe")]);
  await chmod(join(from, "tool"), 0o4755);
  await using workspace = await takeIn(from, { folder: join(temporary.path, "run"), signal });
  expect(paths(workspace)).toEqual(["app.py", "tool"]);
  expect(workspace.notices).toEqual([
    "pipe was left out: neither a file nor a folder.",
    "tool: its setuid and setgid bits were dropped.",
  ]);
  expect((await lstat(join(workspace.root, "tool"))).mode & 0o7777).toBe(0o555);
});

test("a virtual environment and an ignored node_modules are left out with a notice, other folders stay", async () => {
  await using temporary = await temporaryFolder();
  const from = join(temporary.path, "shop");
  await writeTree(from, {
    ".gitignore": "node_modules/\n*.log\n",
    "app.py": "",
    "debug.log": "",
    "python-env/pyvenv.cfg": "home = /usr/bin\n",
    "python-env/lib/x.py": "",
    "node_modules/x/index.js": "",
    "venv/models.py": "",
  });
  await using workspace = await takeIn(from, { folder: join(temporary.path, "run"), signal });
  expect(paths(workspace)).toEqual([".gitignore", "app.py", "debug.log", "venv/models.py"]);
  expect(workspace.notices).toEqual([
    "node_modules was left out: ignored by the repository's .gitignore.",
    "python-env was left out: a virtual environment (pyvenv.cfg).",
  ]);
});

test("a .zip and a .tar.gz are unpacked, and a single folder at the top is taken away", async () => {
  await using temporary = await temporaryFolder();
  const zip = join(temporary.path, "shop.zip");
  const tgz = join(temporary.path, "handed-in");
  const files = [
    { name: "shop-main/app.py", content: "x = 1\n" },
    { name: "shop-main/run.sh", content: "#!/bin/sh\n", mode: 0o100755 },
    { name: "__MACOSX/._app.py", content: "litter" },
  ];
  await writeFile(zip, zipOf(files));
  await packTar(tgz, [
    ...files.map(({ mode = 0o644, ...file }) => ({ ...file, mode: mode & 0o777 })),
    { name: "shop-main/link.py", type: "symlink", linkname: "app.py" },
    { name: "shop-main/same.py", type: "link", linkname: "shop-main/app.py" },
  ]);
  await using one = await takeIn(zip, { folder: join(temporary.path, "run"), signal });
  expect(paths(one)).toEqual(["app.py", "run.sh"]);
  expect(one.name).toBe("shop");
  expect((await lstat(join(one.root, "run.sh"))).mode & 0o777).toBe(0o555);
  await using two = await takeIn(tgz, { folder: join(temporary.path, "run"), signal });
  expect(paths(two)).toEqual(["app.py", "link.py", "run.sh", "same.py"]);
  expect(await two.read("link.py")).toBe("x = 1\n");
});

test.each([
  ["../out.py", /leads out/],
  ["a/../../out.py", /leads out/],
  ["/etc/cron.d/x", /absolute/],
])("an archive with the entry %s is refused, and the entry is named", async (name, reason) => {
  await using temporary = await temporaryFolder();
  const tgz = join(temporary.path, "x.tar.gz");
  await packTar(tgz, [{ name: "app.py" }, { name }]);
  const error = await refusal(tgz, temporary.path);
  expect(error.message).toMatch(reason);
  expect(error.found).toBe(name);
  const zip = join(temporary.path, "x.zip");
  await writeFile(zip, zipOf([{ name: "app.py" }, { name }]));
  expect((await refusal(zip, temporary.path)).message).toContain(name);
});

test.each(["../../etc/passwd", "/etc/passwd"])("an archive with a link to %s is refused", async (target) => {
  await using temporary = await temporaryFolder();
  const tgz = join(temporary.path, "x.tar.gz");
  await packTar(tgz, [{ name: "app.py" }, { name: "data", type: "symlink", linkname: target }]);
  expect((await refusal(tgz, temporary.path)).found).toBe(`data -> ${target}`);
  const zip = join(temporary.path, "x.zip");
  await writeFile(zip, zipOf([{ name: "app.py" }, { name: "data", content: target, mode: 0o120777 }]));
  expect((await refusal(zip, temporary.path)).found).toBe(`data -> ${target}`);
});

test("an archive never writes through its own links, and devices in it are dropped", async () => {
  await using temporary = await temporaryFolder();
  const tgz = join(temporary.path, "x.tar.gz");
  await packTar(tgz, [
    { name: "here", type: "symlink", linkname: "." },
    { name: "here/app.py", content: "x" },
    { name: "disk", type: "block-device", devmajor: 8, devminor: 0 },
    { name: "pipe", type: "fifo" },
    { name: "tool", content: "x", mode: 0o6755 },
  ]);
  await using workspace = await takeIn(tgz, { folder: join(temporary.path, "run"), signal });
  expect(paths(workspace)).toEqual(["here/app.py", "tool"]);
  expect(workspace.notices).toEqual([
    "disk was left out: neither a file nor a folder (block-device).",
    "pipe was left out: neither a file nor a folder (fifo).",
    "tool: its setuid and setgid bits were dropped.",
    "here was left out: a link that leads outside, or whose name is taken.",
  ]);
});

test("each limit refuses, and names the entry and the limit", async () => {
  await using temporary = await temporaryFolder();
  const from = join(temporary.path, "shop");
  await writeTree(from, { "a.py": "12345", "b.py": "12345", "deep/er/c.py": "" });
  expect(await refusal(from, temporary.path, { files: 2 })).toMatchObject({
    found: "deep",
    expected: "at most 2 files",
  });
  expect(await refusal(from, temporary.path, { depth: 1 })).toMatchObject({ found: "deep/er/c.py" });
  expect(await refusal(from, temporary.path, { totalBytes: 9 })).toMatchObject({ found: "b.py" });
  expect(await refusal(from, temporary.path, { pathBytes: 10 })).toMatchObject({ found: "deep/er/c.py" });
  const sparse = join(temporary.path, "sparse");
  await writeTree(sparse, { "a.py": "", "big.bin": "" });
  await truncate(join(sparse, "big.bin"), 20 * 1024 ** 3);
  expect(await refusal(sparse, temporary.path)).toMatchObject({
    found: "big.bin",
    expected: "at most 67,108,864 bytes in a file",
  });
});

test("a zip bomb stops at the limit while it is unpacked", async () => {
  await using temporary = await temporaryFolder();
  const bomb = "0".repeat(8 * 1024 * 1024);
  const zip = join(temporary.path, "bomb.zip");
  await writeFile(zip, zipOf([{ name: "app.py" }, { name: "bomb", content: bomb }]));
  expect(await refusal(zip, temporary.path, { fileBytes: 1024 * 1024 })).toMatchObject({ found: "bomb" });
  const tgz = join(temporary.path, "bomb.tgz");
  await packTar(tgz, [{ name: "app.py" }, { name: "bomb", content: bomb }]);
  expect(await refusal(tgz, temporary.path, { totalBytes: 1024 * 1024 })).toMatchObject({ found: "bomb" });
});

test("what is missing, empty, damaged or no archive is refused with what was expected", async () => {
  await using temporary = await temporaryFolder();
  const { path } = temporary;
  await writeTree(path, {
    "empty/.git/HEAD": "ref: refs/heads/main\n",
    "note.zip": "not a zip",
    "short.zip": "PK\x03\x04",
  });
  expect((await refusal(join(path, "nowhere"), path)).message).toContain("no such file or folder");
  expect((await refusal(join(path, "empty"), path)).message).toContain("is empty");
  expect((await refusal(join(path, "note.zip"), path)).message).toContain("not an archive");
  expect((await refusal(join(path, "short.zip"), path)).message).toContain("can't be unpacked");
  const tgz = join(path, "cut.tar.gz");
  await packTar(tgz, [{ name: "app.py", content: "x".repeat(5000) }]);
  await truncate(tgz, 60);
  expect((await refusal(tgz, path)).message).toContain("can't be unpacked");
});

test("a path ending in .git gives the files and the history of the branch that was asked for", async () => {
  await using temporary = await temporaryFolder();
  const from = join(temporary.path, "shop");
  await writeTree(from, { "app.py": "x = 1\n", "run.sh": "#!/bin/sh\n", "a/b.py": "" });
  await chmod(join(from, "run.sh"), 0o755);
  git(from, "init", "-q", "-b", "main");
  git(from, "add", ".");
  git(from, "commit", "-qm", "first");
  git(from, "checkout", "-qb", "next");
  await writeTree(from, { "more.py": "" });
  git(from, "add", ".");
  git(from, "commit", "-qm", "second");
  const bare = join(temporary.path, "hand-in.git");
  git(temporary.path, "clone", "-q", "--bare", "shop", bare);
  await using next = await takeIn(bare, { folder: join(temporary.path, "run"), signal });
  expect(paths(next)).toEqual(["a/b.py", "app.py", "more.py", "run.sh"]);
  await using main = await takeIn(`${bare}#main`, { folder: join(temporary.path, "run"), signal });
  expect(paths(main)).toEqual(["a/b.py", "app.py", "run.sh"]);
  expect(main.name).toBe("hand-in");
  expect(main.commit).toBe(git(from, "rev-parse", "main").trim());
  expect((await main.history()).map(({ message }) => message)).toEqual(["first\n"]);
  expect((await lstat(join(main.root, "run.sh"))).mode & 0o777).toBe(0o555);
  expect((await refusal(`${bare}#other`, from)).message).toContain("no branch or tag other");
  expect((await refusal(`${bare}#--x`, from)).message).toContain("not the name of a branch");
});

test("nothing that a repository configures is executed", async () => {
  await using temporary = await temporaryFolder();
  const from = join(temporary.path, "shop");
  const mark = join(temporary.path, "executed");
  await writeTree(from, { "app.py": "x = 1\n", ".gitattributes": "*.py filter=evil diff=evil\n" });
  git(from, "init", "-q", "-b", "main");
  git(from, "add", ".");
  git(from, "commit", "-qm", "first");
  const command = `touch ${mark}`;
  for (const key of ["core.fsmonitor", "core.pager", "core.sshCommand", "filter.evil.smudge", "diff.evil.textconv"]) {
    git(from, "config", key, command);
  }
  await writeFile(join(from, ".git/hooks/post-checkout"), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
  for (const source of [from, join(from, ".git")]) {
    await using workspace = await takeIn(source, { folder: join(temporary.path, "run"), signal });
    expect((await workspace.history()).length).toBe(1);
    expect(await workspace.read("app.py")).toBe("x = 1\n");
  }
  expect(await readFile(mark, "utf8").catch(() => "not there")).toBe("not there");
});

test("an interrupt stops intake, and nothing is left", async () => {
  await using temporary = await temporaryFolder();
  await writeTree(join(temporary.path, "shop"), { "app.py": "" });
  const stopped = AbortSignal.abort(new Error("interrupted"));
  const run = join(temporary.path, "run");
  await expect(takeIn(join(temporary.path, "shop"), { folder: run, signal: stopped })).rejects.toThrow("interrupted");
  expect(await readdir(run)).toEqual([]);
});
