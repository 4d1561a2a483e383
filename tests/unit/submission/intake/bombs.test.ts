import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { expect, test } from "vitest";
import { defaultIntakeLimits } from "../../../../harness/submission/intake/limits.ts";
import { takeIn } from "../../../../harness/submission/intake.ts";
import { packTar } from "./archives.ts";
import { git } from "./git.ts";
import { temporaryFolder, writeTree } from "./temporary.ts";

const signal = new AbortController().signal;
const fewFiles = { ...defaultIntakeLimits, files: 1_000 };

test("a tar header that goes on for ever is refused while little of it is in memory", async () => {
  await using temporary = await temporaryFolder();
  const tgz = join(temporary.path, "header.tgz");
  const size = 300 * 1024 * 1024;
  const header = Buffer.alloc(512);
  header.write("PaxHeader", 0);
  header.write("0000644\0", 100);
  header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  header.write("        ", 148);
  header.write("x", 156);
  header.write("ustar\u000000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  const zeros = Buffer.alloc(1024 * 1024, "x");
  const bytes = Readable.from([header, ...Array.from({ length: 300 }, () => zeros)]);
  await pipeline(bytes, createGzip({ level: 1 }), createWriteStream(tgz));
  await expect(takeIn(tgz, { folder: join(temporary.path, "run"), signal })).rejects.toThrow("Header exceeds max size");
});

test("two thousand links that lead nowhere are left out in seconds, the good ones stay", async () => {
  await using temporary = await temporaryFolder();
  const tgz = join(temporary.path, "links.tgz");
  const links = Array.from({ length: 2000 }, (_, index) => [
    { name: `good${index}`, type: "symlink" as const, linkname: "app.py" },
    { name: `lost${index}`, type: "symlink" as const, linkname: "nowhere" },
  ]);
  await packTar(tgz, [{ name: "app.py", content: "x = 1\n" }, ...links.flat()]);
  await using workspace = await takeIn(tgz, { folder: join(temporary.path, "run"), signal });
  expect(workspace.files).toHaveLength(2001);
  expect(workspace.notices).toHaveLength(2000);
});

test("an archive of too many files, one that is 4,000 deep and a folder 60 deep are refused at their limits", async () => {
  await using temporary = await temporaryFolder();
  const many = join(temporary.path, "many.tgz");
  await packTar(
    many,
    Array.from({ length: 2_000 }, (_, index) => ({ name: `f${index}` })),
  );
  const folder = join(temporary.path, "run");
  await expect(takeIn(many, { folder, signal, limits: fewFiles })).rejects.toThrow("at most 1,000 files");
  const deep = join(temporary.path, "deep.tgz");
  await packTar(deep, [{ name: `${"d/".repeat(4000)}app.py` }]);
  await expect(takeIn(deep, { folder, signal })).rejects.toThrow("1024 bytes in a path");
  await writeTree(join(temporary.path, "deep"), { [`${"d/".repeat(60)}app.py`]: "" });
  await expect(takeIn(join(temporary.path, "deep"), { folder, signal })).rejects.toThrow("40 folders above a file");
});

test("an ignore file of stars takes no time", async () => {
  await using temporary = await temporaryFolder();
  const name = "a".repeat(200);
  await writeTree(temporary.path, {
    [`shop/${name}/venv/x.py`]: "",
    "shop/.gitignore": "*a*a*a*a*a*a*a*a*b\nnode_modules/\n",
    "shop/node_modules/x.js": "",
  });
  await using workspace = await takeIn(join(temporary.path, "shop"), { folder: join(temporary.path, "run"), signal });
  expect(workspace.files.map(({ path }) => path)).toEqual([".gitignore", `${name}/venv/x.py`]);
});

test("names of control characters, of line breaks and of 255 bytes are names", async () => {
  await using temporary = await temporaryFolder();
  const odd = ["\u001b[2J.py", "a\nb.py", "\u202Eyp.app", "é".repeat(120), "--help"];
  await writeTree(join(temporary.path, "shop"), Object.fromEntries(odd.map((name) => [name, "x = 1\n"])));
  await symlink("/etc/passwd", join(temporary.path, "shop", "pass\u001b[31mwd"));
  await using workspace = await takeIn(join(temporary.path, "shop"), { folder: join(temporary.path, "run"), signal });
  expect(new Set(workspace.files.map(({ path }) => path))).toEqual(new Set(odd));
  expect((await workspace.facts()).modules.length).toBeGreaterThan(0);
});

test("a Python file of 50 MB, 100,000 nested parentheses and bytes that are no text are bounded and reported", async () => {
  await using temporary = await temporaryFolder();
  const shop = join(temporary.path, "shop");
  await writeTree(shop, {
    "app.py": "x = 1\n",
    "large.py": "x = 1\n".repeat(8_500_000),
    "deep.py": `x = ${"(".repeat(100_000)}1${")".repeat(100_000)}\n`,
  });
  await writeFile(join(shop, "bytes.py"), Buffer.from("x = '\xff\xfe\x00\x80'\n", "latin1"));
  await using workspace = await takeIn(shop, { folder: join(temporary.path, "run"), signal });
  const { modules, leftOut } = await workspace.facts();
  expect(modules.map(({ path }) => path)).toEqual(["app.py", "bytes.py"]);
  expect(leftOut.map(({ path }) => path)).toEqual(["deep.py", "large.py"]);
});

/** A repository whose commit has 10^10 files, in eleven objects. */
test("a tree of a few objects that names 10^10 files is given up, as a source and as a history", async () => {
  await using temporary = await temporaryFolder();
  const shop = join(temporary.path, "shop");
  await writeTree(shop, { "app.py": "x = 1\n" });
  git(shop, "init", "-q", "-b", "main");
  const blob = git(shop, "hash-object", "-w", "app.py").trim();
  const treeOf = (kind: string, id: string): string => {
    const entries = Array.from({ length: 10 }, (_, index) => `${kind} ${id}\tf${index}\n`).join("");
    return execFileSync("git", ["mktree"], { cwd: shop, input: entries, encoding: "utf8" }).trim();
  };
  let tree = treeOf("100644 blob", blob);
  for (let level = 0; level < 9; level += 1) tree = treeOf("040000 tree", tree);
  const commit = git(shop, "commit-tree", tree, "-m", "bomb").trim();
  git(shop, "update-ref", "refs/heads/main", commit);
  const folder = join(temporary.path, "run");
  const refused = takeIn(join(shop, ".git"), { folder, signal, limits: fewFiles });
  await expect(refused).rejects.toThrow("at most 1,000 files");
  await using workspace = await takeIn(shop, { folder, signal });
  expect(await workspace.history()).toMatchObject([{ message: "bomb\n", changes: [] }]);
});

test("a pack whose object unpacks to 200 MB is not unpacked", async () => {
  await using temporary = await temporaryFolder();
  const shop = join(temporary.path, "shop");
  await writeTree(shop, { "app.py": "x = 1\n", "zeros.bin": "" });
  await writeFile(join(shop, "zeros.bin"), Buffer.alloc(200 * 1024 * 1024));
  git(shop, "init", "-q", "-b", "main");
  git(shop, "add", ".");
  git(shop, "commit", "-qm", "first");
  git(shop, "repack", "-adq");
  await writeFile(join(shop, "zeros.bin"), "");
  await using workspace = await takeIn(shop, { folder: join(temporary.path, "run"), signal });
  expect(await workspace.history()).toEqual([]);
});
