import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Problem } from "../../../harness/brief/brief-errors.ts";
import { lintBrief } from "../../../harness/brief/lint.ts";
import { loadBrief } from "../../../harness/brief/load-brief.ts";
import { temporaryFolder } from "../submission/intake/temporary.ts";

const specs = fileURLToPath(new URL("../../../specs/", import.meta.url));
const orders = join(specs, "orders/");

/** A change of one file: what stands there, and what is put in its place. */
type Change = readonly [file: string, from: string, to: string];

/** A copy of the brief `orders` with changes. Throws where there is nothing to change: a test must not pass for that. */
export async function changedOrders(
  ...changes: readonly Change[]
): Promise<{ readonly path: string } & AsyncDisposable> {
  return await changedCopy("orders", changes);
}

async function changedCopy(
  brief: string,
  changes: readonly Change[],
): Promise<{ readonly path: string } & AsyncDisposable> {
  const folder = await temporaryFolder();
  await cp(join(specs, brief), folder.path, { recursive: true });
  for (const [file, from, to] of changes) {
    const path = join(folder.path, file);
    const text = await readFile(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)}`);
    await writeFile(path, text.replace(from, to));
  }
  return folder;
}

/** `file:line` of the first place in a file of a folder that holds a text; what a problem's `where` begins with. */
export async function lineOf(folder: string, file: string, text: string): Promise<string> {
  const path = join(folder, file);
  const lines = (await readFile(path, "utf8")).split("\n");
  return `${path}:${lines.findIndex((line) => line.includes(text)) + 1}:`;
}

/** `/file:line:` of the first place of the unchanged brief that holds a text. */
export async function lineInOrders(file: string, text: string): Promise<string> {
  return (await lineOf(orders, file, text)).replace(/^.*(?=\/)/, "");
}

/** What a lint says of `orders` with changes. The checks that exist are those of the unchanged rubric, and `further` ones. */
export async function lintedOrders(
  changes: readonly Change[],
  further: Parameters<typeof lintBrief>[1] = [],
): Promise<readonly Problem[]> {
  return await lintedCopy("orders", changes, further);
}

/** The same of another brief of specs/. */
export async function lintedCopy(
  brief: string,
  changes: readonly Change[],
  further: Parameters<typeof lintBrief>[1] = [],
): Promise<readonly Problem[]> {
  const { rubric } = await loadBrief(brief);
  const scored = new Set([...rubric.criteria, ...rubric.stretch].flatMap(({ checks }) => checks));
  const signals = rubric.levels.flatMap((level) => level.signals.flatMap(({ checks }) => checks));
  const advice = [...new Set(signals)].filter((id) => !scored.has(id));
  const known = [...[...scored].map((id) => ({ id })), ...advice.map((id) => ({ id, advisory: true as const }))];
  await using folder = await changedCopy(brief, changes);
  return await lintBrief(await loadBrief(folder.path), [...known, ...further]);
}
