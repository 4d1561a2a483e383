import type { Workspace } from "../../submission/types.ts";
import type { Outcome } from "../../types/outcome.ts";
import { lineWith, readProse } from "./prose.ts";

/**
 * Whether a line of what the candidate wrote for people matches: one is enough, how well it is told is for people to judge. `message`
 * follows the README's path where none does.
 */
export async function tellsOf(
  workspace: Workspace,
  { readme, tells, message }: { readonly readme: string; readonly tells: RegExp; readonly message: string },
): Promise<Outcome> {
  const prose = await readProse(workspace, readme);
  if (prose === undefined) return { verdict: "blocked", by: "docs.readme", reason: "There is no README." };
  const line = lineWith(prose.text, tells);
  if (line !== undefined) return { verdict: "passed", examined: line };
  if (!prose.isEnglish) {
    return { verdict: "not-applicable", reason: "The README is not in English: a person has to read it." };
  }
  const place = { path: prose.path, line: 1 };
  return { verdict: "failed", share: 0, findings: [{ message: `${prose.path} ${message}`, place }] };
}
