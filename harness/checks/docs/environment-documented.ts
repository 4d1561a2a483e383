import type { Workspace } from "../../submission/types.ts";
import { defineCheck } from "../check.ts";

/** Known to everyone, or read by the tools that the service runs on. */
const standard =
  /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|TZ|LANG|LC_\w+|TMP|TEMP|TMPDIR|PWD|HOSTNAME|CI|NO_COLOR|VIRTUAL_ENV|WEB_CONCURRENCY|(PYTHON|PYTEST|FLASK|GUNICORN|WERKZEUG|COVERAGE)\w*)$/;

/** Where a setting may be written down. */
const documents =
  /(^|\/)(readme[^/]*|[^/]+\.(md|markdown|rst)|[^/]*\.?env[^/]*(example|sample|template|dist|defaults?)[^/]*|(example|sample|template|default)s?[^/]*\.env|(docker-)?compose[^/]*\.ya?ml)$|^docs?\//i;

/** Share: variables that are written down over variables that the code reads. */
export default defineCheck({
  id: "docs.environment-documented",
  stage: "source",
  title: "Every setting that the code reads is written down",
  why: "A setting that nobody knows of is found when the service does not start, or starts with the wrong one.",
  hint: "List every environment variable in the README or in .env.example, with what it is for.",
  async run({ workspace }) {
    const { modules } = await workspace.facts();
    const reads = modules
      .filter(({ role }) => role !== "test")
      .flatMap(({ path, environment }) => environment.map((read) => ({ path, ...read })))
      .filter(({ variable }) => !standard.test(variable));
    const variables = reads.filter(
      ({ variable }, index) => reads.findIndex((read) => read.variable === variable) === index,
    );
    if (variables.length === 0) {
      return {
        verdict: "not-applicable",
        reason: "The code reads no environment variable by a name that is written down.",
      };
    }
    const text = await documentation(workspace);
    const missing = variables.filter(({ variable }) => !mentions(text, variable));
    const examined = `${variables.length} variables: ${variables.map(({ variable }) => variable).join(", ")}`;
    if (missing.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - missing.length / variables.length,
      examined,
      findings: missing.map(({ variable, path, line }) => ({
        message: `${variable} is read, but neither the README, nor .env.example, nor docs/, nor the compose file names it.`,
        place: { path, line },
      })),
    };
  },
});

async function documentation(workspace: Workspace): Promise<string> {
  const paths = workspace.files.filter(({ path }) => documents.test(path)).slice(0, 100);
  const texts = await Promise.all(paths.map(({ path }) => workspace.read(path)));
  return texts.join("\n");
}

function mentions(text: string, variable: string): boolean {
  // Settings classes read their variables in any case of letters; a lower-case word of its own is only a word.
  const spellings = variable.includes("_") ? [variable, variable.toLowerCase()] : [variable];
  return spellings.some((spelling) => {
    const escaped = spelling.replace(/[^\w]/g, "\\$&");
    return new RegExp(`(?<![A-Za-z0-9_])${escaped}(?![A-Za-z0-9_])`).test(text);
  });
}
