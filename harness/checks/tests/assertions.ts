import type { FunctionFact, Module } from "../../submission/facts/types.ts";
import { defineCheck } from "../check.ts";

/**
 * A test looks at something where it, or any function or fixture of the tests that it names, asserts. Whatever is called like an
 * assertion counts. Read, not run: a test that is there to show that nothing is raised is named, too, so this is advice.
 */
export default defineCheck({
  id: "tests.assertions",
  stage: "source",
  title: "Every test looks at a result",
  why: "A test that looks at nothing can only fail by a crash: it holds no behaviour in place.",
  hint: "Assert on what was answered or stored. Where a test shows that nothing is raised, say so in its name.",
  notAskedBy: ({ tests }) => (tests === undefined ? "The brief asks for no tests." : undefined),
  async run({ workspace }) {
    const modules = (await workspace.facts()).modules.filter(({ role }) => role === "test");
    const tests = modules.flatMap((module) => testsIn(module).map((test) => ({ path: module.path, test })));
    if (tests.length === 0) return { verdict: "not-applicable", reason: "No test was found in the source." };
    const looking = lookingFunctions(modules);
    const blind = tests.filter(({ test }) => !looks(test, looking));
    const examined = `${tests.length} tests`;
    if (blind.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - blind.length / tests.length,
      examined,
      findings: blind.map(({ path, test: { name, line } }) => ({
        message: `${name} asserts nothing, and neither does anything that it calls.`,
        place: { path, line },
      })),
    };
  },
});

/** As pytest finds them: by file, then by name. */
function testsIn({ path, functions }: Module): readonly FunctionFact[] {
  if (!/(^|\/)(test_[^/]*|[^/]*_test|tests?)\.py$/.test(path)) return [];
  return functions.filter(
    ({ name, decorators, inside }) =>
      name.startsWith("test") &&
      !decorators.some((decorator) => /fixture/.test(decorator)) &&
      (inside === undefined || /test/i.test(inside)),
  );
}

/** Names of helpers, fixtures and methods that assert, themselves or through others of them. */
function lookingFunctions(modules: readonly Module[]): ReadonlySet<string> {
  const functions = modules.flatMap((module) => module.functions).filter(({ name }) => !name.startsWith("test_"));
  const names = new Set<string>();
  for (let size = -1; size !== names.size; ) {
    size = names.size;
    for (const each of functions) if (looks(each, names)) names.add(each.name);
  }
  return names;
}

const soundsLikeLooking =
  /^(assert|expect|verify|check|ensure|must|should|validate|raise_for_status|is_valid|snapshot)/i;

function looks({ assertions, uses }: FunctionFact, looking: ReadonlySet<string>): boolean {
  return assertions > 0 || uses.some((name) => looking.has(name) || soundsLikeLooking.test(name));
}
