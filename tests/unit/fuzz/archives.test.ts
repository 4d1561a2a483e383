import { chmod, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readHistory } from "../../../harness/submission/history/read.ts";
import { defaultIntakeLimits } from "../../../harness/submission/intake/limits.ts";
import { takeIn } from "../../../harness/submission/intake.ts";
import { packTar, zipOf } from "../submission/intake/archives.ts";
import { git } from "../submission/intake/git.ts";
import { temporaryFolder, writeTree } from "../submission/intake/temporary.ts";
import { editedBytes } from "./edits.ts";
import { readsAny } from "./reads.ts";

const signal = new AbortController().signal;
const limits = { ...defaultIntakeLimits, totalBytes: 1_000_000, files: 50 };

/** Takes in a file of these bytes; whatever is in it, nothing is left of what was refused, and nothing is written beside. */
async function takeInBytes(folder: string, name: string, bytes: Buffer): Promise<void> {
  const run = join(folder, "run");
  await mkdir(run, { recursive: true });
  await writeFile(join(folder, name), bytes);
  try {
    await using workspace = await takeIn(join(folder, name), { folder: run, signal, limits });
    for (const { path } of workspace.files) expect(typeof (await workspace.read(path))).toBe("string");
    await workspace.history();
  } finally {
    expect(await readdir(run)).toEqual([]);
    expect((await readdir(folder)).filter((each) => !each.startsWith("shop.") && each !== "run")).toEqual([]);
  }
}

const entries = [
  { name: "shop/app.py", content: "x = 1\n" },
  { name: "shop/a b/é.py", content: "y".repeat(3000) },
];

test("any damaged .tar is read or refused", async () => {
  await using folder = await temporaryFolder();
  await using source = await temporaryFolder();
  const tgz = join(source.path, "shop.tgz");
  const link = { name: "shop/link", type: "symlink", linkname: "app.py" } as const;
  const hard = { name: "shop/hard", type: "link", linkname: "shop/app.py" } as const;
  await packTar(tgz, [...entries, link, hard, { name: `shop/${"d/".repeat(60)}x`, content: "z" }]);
  const packed = await readFile(tgz);
  await readsAny(editedBytes([gunzipSync(packed)]), (bytes) => takeInBytes(folder.path, "shop.tar", bytes), {
    numRuns: 100,
  });
  await readsAny(editedBytes([packed]), (bytes) => takeInBytes(folder.path, "shop.tgz", bytes), { numRuns: 30 });
});

test("any damaged .zip is read or refused", async () => {
  await using folder = await temporaryFolder();
  const zip = zipOf([...entries, { name: "shop/link", content: "app.py", mode: 0o120777 }]);
  await readsAny(editedBytes([zip]), (bytes) => takeInBytes(folder.path, "shop.zip", bytes), { numRuns: 150 });
});

test("a .zip whose compressed bytes are damaged is refused, also where its folders take longer to make than the damage to be found", async () => {
  await using folder = await temporaryFolder();
  const zip = zipOf([{ name: `shop/${"d/".repeat(38)}x`, content: "neither short nor all the same" }]);
  // The first byte of its data becomes a stored block, whose two lengths don't belong together.
  zip[30 + zip.readUInt16LE(26)] = 0;
  await writeFile(join(folder.path, "shop.zip"), zip);
  const taken = takeIn(join(folder.path, "shop.zip"), { folder: join(folder.path, "run"), signal, limits });
  await expect(taken).rejects.toThrow(/shop\.zip can't be unpacked: invalid stored block/);
});

test("any damaged object, pack and reference of a repository gives a history, or less of one", async () => {
  await using source = await temporaryFolder();
  const shop = join(source.path, "shop");
  await writeTree(shop, { "app.py": "x = 1\n", "a/b.py": "y\n" });
  git(shop, "init", "-q", "-b", "main");
  git(shop, "add", ".");
  git(shop, "commit", "-qm", "first");
  await writeTree(shop, { "app.py": "x = 2\n" });
  git(shop, "commit", "-qam", "second");
  await damagedHistories(shop, 60);
  git(shop, "repack", "-adq");
  git(shop, "pack-refs", "--all");
  await damagedHistories(shop, 60);
});

/** Damages one file of the repository at a time. */
async function damagedHistories(shop: string, numRuns: number): Promise<void> {
  const names = await readdir(join(shop, ".git"), { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile() && /objects|refs|HEAD/.test(join(entry.parentPath, entry.name)))
    .map((entry) => join(entry.parentPath, entry.name));
  let next = 0;
  const contents = await Promise.all(files.map((file) => readFile(file)));
  await readsAny(
    editedBytes([Buffer.alloc(64, 0x61)]),
    async (noise) => {
      const index = next++ % files.length;
      const [file, content] = [files[index] ?? "", contents[index] ?? Buffer.alloc(0)];
      const at = (noise[0] ?? 0) % Math.max(1, content.length);
      await writeDamaged(file, Buffer.concat([content.subarray(0, at), noise, content.subarray(at + 3)]));
      try {
        for (const { authoredAt, message } of await readHistory(join(shop, ".git"))) {
          expect(typeof message).toBe("string");
          expect(Number.isFinite(authoredAt)).toBe(true);
        }
      } finally {
        await writeDamaged(file, content);
      }
    },
    { numRuns },
  );
}

/** Git's own files are read-only. */
async function writeDamaged(file: string, content: Buffer): Promise<void> {
  await chmod(file, 0o644);
  await writeFile(file, content);
}
