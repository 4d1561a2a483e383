import { BriefError } from "../brief/brief-errors.ts";
import { lintBrief } from "../brief/lint.ts";
import { loadBrief } from "../brief/load-brief.ts";
import type { Brief } from "../brief/types.ts";
import { catalogue } from "../checks/catalogue.ts";

/** A brief that nobody is graded by unless it is consistent. Throws InputError that names file and line of what is wrong. */
export async function usableBrief(idOrFolder: string): Promise<Brief> {
  const brief = await loadBrief(idOrFolder);
  const errors = (await lintBrief(brief, catalogue)).filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new BriefError(errors);
  return brief;
}
