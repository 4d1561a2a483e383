import type { FunctionFact, Module } from "../../submission/facts/types.ts";
import { defineCheck } from "../check.ts";

/**
 * A test asserts where it, or a function that it names (a helper, a fixture, a method, over any number of steps), holds an
 * assertion, raises, or calls something whose name says that it checks. Advice only: "this does not raise" can be a test, too.
 * Share: tests that assert over all tests.
 */
export default defineCheck({
  id: "tests.assertions",
  stage: "source",
  advisory: true,
  title: "Every test asserts something",
  why: "A test that compares nothing passes whatever the service answers: it only looks like a safety net.",
  hint: "Compare the status and the body with what the brief promises, in each of the named tests.",
  notAskedBy: ({ tests }) => (tests === undefined ? "The brief asks for no tests." : undefined),
  question: ({ message }) => `${message} What would have to break in the service for it to fail?`,
  async run({ workspace }) {
    const { modules } = await workspace.facts();
    const functions = modules.flatMap((module) => module.functions.map((fact) => readFunction(module, fact)));
    const tests = functions.filter(isTest);
    if (tests.length === 0) return { verdict: "not-applicable", reason: "There are no tests in the repository." };
    const examined = `${tests.length} tests`;
    const asserting = assertingNames(functions);
    // What runs around every test may be what checks it.
    const everywhere = functions.some(
      ({ fact, checks }) => checks && fact.decorators.some((text) => /autouse/.test(text)),
    );
    const silent = everywhere ? [] : tests.filter((test) => !asserts(test, asserting));
    if (silent.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - silent.length / tests.length,
      examined,
      findings: silent.map(({ module, fact }) => ({
        message: `The test ${fact.name} asserts nothing.`,
        place: { path: module.path, line: fact.line },
      })),
    };
  },
});

interface Read {
  readonly module: Module;
  readonly fact: FunctionFact;
  /** Every word in it: what it may call or be given. */
  readonly names: ReadonlySet<string>;
  readonly checks: boolean;
}

function readFunction(module: Module, fact: FunctionFact): Read {
  const text = module.source
    .split("\n")
    .slice(fact.line - 1, fact.endLine)
    .join("\n");
  const names = new Set([text, ...fact.decorators].flatMap((part) => part.match(/\w+/g) ?? []));
  names.delete(fact.name);
  return { module, fact, names, checks: fact.assertions > 0 || checksByName.test(text) };
}

/** An explicit `raise`, `raise_for_status`, and calls such as `validate(...)`, `check_page(...)`, `expect(...)`, `should...`. */
const checksByName =
  /\braise\b|raise_for_status|\b_?(validate|check|expect|verify|ensure|should|must|match)\w*\(|_assert/i;

function isTest({ module, fact }: Read): boolean {
  const isFixture = fact.decorators.some((text) => /fixture/.test(text));
  const isInClass = fact.inside === undefined || module.classes.some(({ name }) => name === fact.inside);
  return module.role === "test" && fact.name.startsWith("test") && isInClass && !isFixture;
}

function asserts({ checks, names }: Read, asserting: ReadonlySet<string>): boolean {
  return checks || [...names].some((name) => asserting.has(name));
}

/**
 * Names of functions that assert, themselves or through what they name. Tests are nobody's helpers; of the service's own modules
 * those with an assertion count, since helpers of tests may lie there.
 */
function assertingNames(functions: readonly Read[]): ReadonlySet<string> {
  const helpers = functions.filter((each) => each.module.role === "test" && !isTest(each));
  const outside = functions.filter(({ module, fact }) => module.role !== "test" && fact.assertions > 0);
  const found = new Set(outside.map(({ fact }) => fact.name));
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const helper of helpers) if (asserts(helper, found)) found.add(helper.fact.name);
  }
  return found;
}
