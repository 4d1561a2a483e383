import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { correctSubmissions } from "../../mutants/correct-submissions.ts";

/** The correct implementations of a brief: of `orders` those that are named as such, of others all that there are. */
export async function correctOf(brief: string): Promise<readonly string[]> {
  if (brief === "orders") return correctSubmissions;
  const folder = fileURLToPath(new URL(`../../submissions/${brief}`, import.meta.url));
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
