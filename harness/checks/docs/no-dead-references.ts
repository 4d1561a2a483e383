import { posix } from "node:path";
import { defineCheck } from "../check.ts";
import { findReadme } from "./find-readme.ts";
import { referencesIn } from "./references.ts";

/**
 * A path counts as there where a file or folder of the repository has it, from the top or from any folder below: a document may
 * have said `cd` before. Share: references that lead somewhere over references.
 */
export default defineCheck({
  id: "docs.no-dead-references",
  stage: "source",
  title: "Every file that the README links to, or uses in a command, is there",
  why: "A guide whose second step fails is not followed to its third.",
  hint: "Follow your own README in a fresh clone, and commit or correct what it names.",
  after: ["docs.readme"],
  async run({ brief, workspace }) {
    const readme = await findReadme(workspace, brief.docs.readme);
    if (readme === undefined) return { verdict: "blocked", by: "docs.readme", reason: "There is no README." };
    const references = [...new Map(referencesIn(readme).map((each) => [each.path, each])).values()];
    if (references.length === 0)
      return { verdict: "not-applicable", reason: "The README names no file of the repository." };
    const dead = references.filter(({ path }) => !isThere(path, workspace.files));
    const examined = `${references.length} references to files`;
    if (dead.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - dead.length / references.length,
      examined,
      findings: dead.map(({ path, line, as }) => ({
        message: `${readme.path} ${as === "link" ? "links to" : "uses"} ${path}, which is not in the repository.`,
        place: { path: readme.path, line },
      })),
    };
  },
});

function isThere(path: string, files: readonly { readonly path: string }[]): boolean {
  const wanted = posix.normalize(path).replace(/\/$/, "").toLowerCase();
  return (
    wanted === "." ||
    files.some(({ path: file }) => {
      const known = `/${file.toLowerCase()}`;
      return known.endsWith(`/${wanted}`) || known.includes(`/${wanted}/`);
    })
  );
}
