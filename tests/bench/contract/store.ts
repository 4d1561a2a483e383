import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stateFolder } from "../../../harness/sandbox/state-folder.ts";
import { markdownOf } from "./table.ts";
import type { Measured, Results, ToolRun } from "./types.ts";

/** `.assay/bench/`: results-<brief>.json and .md. */
function pathOf(brief: string, ending: "json" | "md"): string {
  return join(stateFolder(), "bench", `results-${brief}.${ending}`);
}

/** What was measured earlier; undefined where there is nothing. The file is our own: its shape is not looked at. */
export async function loadResults(brief: string): Promise<Results | undefined> {
  try {
    return JSON.parse(await readFile(pathOf(brief, "json"), "utf8")) as Results;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes both files, so that what is measured survives whatever comes next. Gives the path of the page. */
export async function saveResults(results: Results): Promise<string> {
  const [json, page] = [pathOf(results.brief, "json"), pathOf(results.brief, "md")];
  await mkdir(join(stateFolder(), "bench"), { recursive: true });
  await writeFile(`${json}.new`, `${JSON.stringify(results, null, 2)}\n`);
  await rename(`${json}.new`, json);
  await writeFile(page, `${markdownOf(results)}\n`);
  return page;
}

/** The results with one run more. It replaces the tool's earlier one; a correct implementation has one for each seed. */
export function withRun(results: Results, subject: Omit<Measured, "runs">, run: ToolRun): Results {
  const known = results.subjects.find(({ name }) => name === subject.name);
  const others = (known?.runs ?? []).filter(
    ({ tool, seed }) => tool !== run.tool || (subject.bug === undefined && seed !== run.seed),
  );
  const measured = { ...subject, runs: [...others, run] };
  const subjects =
    known === undefined
      ? [...results.subjects, measured]
      : results.subjects.map((each) => (each === known ? measured : each));
  return { ...results, subjects };
}
