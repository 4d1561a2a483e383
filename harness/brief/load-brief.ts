import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "../types/errors.ts";
import { type BriefFile, briefFrom } from "./brief-file.ts";
import { readYaml } from "./located-yaml.ts";
import { loadApi } from "./openapi/load-api.ts";
import { rubricFrom } from "./rubric-file.ts";
import type { Brief } from "./types.ts";
import { validateFile } from "./validate-file.ts";

/** The briefs that come with assay. */
const specs = fileURLToPath(new URL("../../specs/", import.meta.url));

/** Loads a published brief: an id is one of ours, anything else a folder. Throws InputError (BriefError) naming file and line. */
export async function loadBrief(idOrFolder: string): Promise<Brief> {
  const folder = folderOf(idOrFolder);
  const yaml = await readYaml(join(folder, "brief.yaml"));
  validateFile(yaml, "brief");
  // The schema has just said that it has this form.
  const file = yaml.value as BriefFile;
  const rubricYaml = await readYaml(join(folder, file.rubric));
  validateFile(rubricYaml, "rubric");
  const [api, task, sha256] = await Promise.all([
    loadApi(join(folder, file.openapi)),
    readFile(join(folder, file.task), "utf8").catch((cause: unknown) => {
      throw new InputError(`The task ${file.task} can't be read.`, {
        where: yaml.where(["task"]),
        expected: "a Markdown file",
        cause,
      });
    }),
    hashOf(folder, ["brief.yaml", file.openapi, file.rubric, file.task]),
  ]);
  return briefFrom(file, { folder, sha256, api, task, rubric: rubricFrom(rubricYaml.value) });
}

function folderOf(idOrFolder: string): string {
  const ours = join(specs, idOrFolder);
  if (/^[a-z0-9-]+$/.test(idOrFolder) && existsSync(join(ours, "brief.yaml"))) return ours;
  const folder = resolve(idOrFolder);
  if (existsSync(join(folder, "brief.yaml"))) return folder;
  throw new InputError(`There is no brief ${idOrFolder}.`, {
    where: idOrFolder,
    found: existsSync(folder) ? "a folder without brief.yaml" : "nothing",
    expected: `a folder with brief.yaml, or the id of a brief in specs/ (${knownBriefs().join(", ")})`,
  });
}

/** Ids of the briefs that come with assay, sorted. */
export function knownBriefs(): readonly string[] {
  return readdirSync(specs)
    .filter((name) => existsSync(join(specs, name, "brief.yaml")))
    .sort();
}

/** SHA-256 over the published files, names and contents, in this order. */
async function hashOf(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) {
    const content = await readFile(join(folder, file)).catch(() => Buffer.alloc(0));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
