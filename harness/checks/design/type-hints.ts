import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

/** A function counts as typed where all its parameters are, or where it has none and says what it returns. Views count, too. */
export default defineCheck({
  id: "design.type-hints",
  stage: "source",
  advisory: true,
  title: "Functions say which types they take and give",
  why: "Types tell the next reader what goes in and out, and let a tool find mistakes before the tests do.",
  hint: "Annotate the parameters and results of the named functions.",
  async run({ brief, workspace }) {
    const least = brief.design.typedFunctionsAtLeast;
    const modules = ownCode(await workspace.facts());
    const functions = modules.flatMap(({ path, functions }) =>
      functions.filter(({ name, parameters }) => parameters > 0 && !/^__/.test(name)).map((fact) => ({ path, fact })),
    );
    if (functions.length === 0) return { verdict: "not-applicable", reason: "There are no functions with parameters." };
    const untyped = functions.filter(({ fact }) => fact.typedParameters < fact.parameters);
    const share = 1 - untyped.length / functions.length;
    const examined = `${functions.length} functions, ${Math.round(share * 100)} % typed`;
    if (share >= least) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: share / least,
      examined,
      findings: untyped.slice(0, 20).map(({ path, fact }) => ({
        message: `${fact.name}() does not say which types it takes.`,
        place: { path, line: fact.line },
      })),
    };
  },
});
