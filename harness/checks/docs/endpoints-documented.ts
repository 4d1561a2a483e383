import { defineCheck } from "../check.ts";
import { findReadme, namedDocuments } from "./find-readme.ts";

/** A document that describes every endpoint: naming it says where to look. */
const document = /openapi|swagger|redoc|rapidoc|postman|insomnia/i;

export default defineCheck({
  id: "docs.endpoints-documented",
  stage: "source",
  advisory: true,
  title: "The README names the endpoints, or the document that describes them",
  why: "Whoever wants to use the service has to know what can be asked of it.",
  hint: "List the paths with what they do, or link to the OpenAPI document.",
  after: ["docs.readme"],
  async run({ brief, workspace }) {
    const readme = await findReadme(workspace, brief.docs.readme);
    if (readme === undefined) return { verdict: "blocked", by: "docs.readme", reason: "There is no README." };
    const text = [readme, ...(await namedDocuments(workspace, readme))].map((each) => each.text).join("\n");
    if (document.test(text)) return { verdict: "passed", examined: "a document that describes them is named" };
    const paths = [...new Set(brief.api.operations.map(({ path }) => path))];
    const missing = paths.filter((path) => !patternOf(path).test(text));
    const examined = `${paths.length} paths`;
    if (missing.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - missing.length / paths.length,
      examined,
      findings: missing.map((path) => ({
        message: `${readme.path} does not name ${path}.`,
        place: { path: readme.path, line: 1 },
      })),
    };
  },
});

/** The path with any value or any name in its places, in any notation. */
function patternOf(path: string): RegExp {
  const source = path
    .split(/\{[^}]*\}/)
    .map(RegExp.escape)
    .join("[^\\s/]+");
  return new RegExp(`${source}(?![\\w/-])`);
}
