import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { datasetText, generateDataset } from "../../brief/dataset.ts";
import { readYaml } from "../../brief/located-yaml.ts";
import type { Brief } from "../../brief/types.ts";
import { renderRubricMarkdown, type RubricPage } from "../../report/rubric-markdown.ts";
import { InputError } from "../../types/errors.ts";
import { fillTemplate } from "./fill-template.ts";
import { placeholdersOf } from "./placeholders.ts";

const template = fileURLToPath(new URL("../../../brief-template/", import.meta.url));

export interface StarterOptions {
  readonly brief: Brief;
  readonly page: RubricPage;
  /** Makes the data set. */
  readonly seed: number;
  /** Whom it is for. */
  readonly name: string;
  readonly out: string;
}

/**
 * Writes a starter repository to a new or empty folder and gives its files, relative and sorted. The same options give the same
 * bytes. The files of the brief are copied as they are, so that the folder is a brief with the hash of the original. Throws
 * InputError for a folder that holds something.
 */
export async function writeStarter({ out, brief, page, seed, name }: StarterOptions): Promise<readonly string[]> {
  await makeEmptyFolder(out);
  const files = await filesOf(brief);
  const values = placeholdersOf({ brief, page, files, seed, name });
  const texts = new Map<string, string>([["RUBRIC.md", renderRubricMarkdown(page)]]);
  for (const path of await filesBelow(template)) {
    texts.set(path, fillTemplate(await readFile(join(template, path), "utf8"), values));
  }
  if (brief.dataset !== undefined) texts.set(brief.dataset.file, datasetText(generateDataset(brief, seed)));

  const copied = ["brief.yaml", ...Object.values(files)];
  for (const path of [...copied, ...texts.keys()]) await mkdir(dirname(join(out, path)), { recursive: true });
  for (const path of copied) await copyFile(join(brief.folder, path), join(out, path));
  for (const [path, text] of texts) await writeFile(join(out, path), text);
  return [...copied, ...texts.keys()].sort();
}

async function makeEmptyFolder(out: string): Promise<void> {
  const place = { where: out, expected: "a new or empty folder" };
  const found = await readdir(out).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return [];
    throw new InputError("The starter repository can't be written there.", { ...place, found: cause.message, cause });
  });
  if (found.length > 0) {
    const some = found.slice(0, 3).join(", ");
    throw new InputError("The folder for the starter repository is not empty.", { ...place, found: some });
  }
  await mkdir(out, { recursive: true });
}

/** The files that brief.yaml names; the schema has said that they are there. */
async function filesOf(brief: Brief): Promise<{ openapi: string; rubric: string; task: string }> {
  const { value } = await readYaml(join(brief.folder, "brief.yaml"));
  const { openapi, rubric, task } = value as { openapi: string; rubric: string; task: string };
  return { openapi, rubric, task };
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
