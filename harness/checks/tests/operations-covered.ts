import type { Operation } from "../../brief/openapi/types.ts";
import { matchOperation } from "../../http/match-operation.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";

/**
 * What the app answered while its tests ran, seen where Flask hands its answer over. Every published operation should be asked for, with
 * a success, and with a refusal where one is documented. Advice only: tests of the parts below HTTP are good tests, too. Share: what was
 * seen over what is published.
 */
export default defineCheck({
  id: "tests.operations-covered",
  stage: "tests",
  advisory: true,
  title: "The tests call every published operation, and see it succeed and refuse",
  why: "What clients rely on is what the document publishes: an operation that no test calls can break without anyone noticing.",
  hint: "Add a test for each named operation: one that it accepts, and one that it refuses.",
  after: ["tests.minimum"],
  notAskedBy: ({ tests }) => (tests === undefined ? "The brief asks for no tests." : undefined),
  question: ({ message }) => `${message} How do you know that it works, and that it keeps working?`,
  run({ brief, tests }) {
    if (tests.timedOut)
      return { verdict: "blocked", by: "tests.pass", reason: "The tests were stopped at their time limit." };
    if (tests.calls.length === 0) {
      const reason = "No request was seen in the tests' own process: they may ask a server of their own.";
      return { verdict: "not-applicable", reason };
    }
    // Health endpoints are the platform's: they are asked of the running app.
    const ofThePlatform = new Set([brief.runtime.alive, brief.runtime.ready]);
    const operations = brief.api.operations.filter(({ path }) => !ofThePlatform.has(path));
    const seen = new Map<Operation, readonly number[]>();
    for (const { method, path, status } of tests.calls) {
      const operation = matchOperation(operations, { method, target: path })?.operation;
      if (operation !== undefined) seen.set(operation, [...(seen.get(operation) ?? []), status]);
    }
    const asked = operations.flatMap((operation) => questionsAbout(operation));
    const missing = asked.filter(({ operation, isAnswered }) => !(seen.get(operation) ?? []).some(isAnswered));
    const examined = `${seen.size} of ${operations.length} operations called`;
    if (missing.length === 0) return { verdict: "passed", examined };
    const uncalled = operations.filter((operation) => !seen.has(operation));
    return {
      verdict: "failed",
      share: 1 - missing.length / asked.length,
      examined,
      findings: [
        ...uncalled.map((operation): Finding => ({ message: `No test calls ${nameOf(operation)}.` })),
        ...missing
          .filter(({ operation }) => seen.has(operation))
          .map(({ operation, expected }): Finding => {
            const received = [...new Set(seen.get(operation))].toSorted((a, b) => a - b).join(", ");
            return {
              message: `No test sees ${nameOf(operation)} ${expected.what}.`,
              expected: expected.statuses,
              received,
            };
          }),
      ],
    };
  },
});

interface Question {
  readonly operation: Operation;
  readonly expected: { readonly what: string; readonly statuses: string };
  readonly isAnswered: (status: number) => boolean;
}

/** That it succeeds, and that it refuses: what is documented of these. Its own failures (5xx) are hard to bring about. */
function questionsAbout(operation: Operation): readonly Question[] {
  const documented = Object.keys(operation.responses);
  const kinds = [
    { what: "succeed", first: "2" },
    { what: "refuse a request", first: "4" },
  ];
  return kinds.flatMap(({ what, first }): readonly Question[] => {
    const statuses = documented.filter((status) => status.startsWith(first));
    if (statuses.length === 0) return [];
    return [
      {
        operation,
        expected: { what, statuses: statuses.join(" or ") },
        isAnswered: (status) => String(status).startsWith(first),
      },
    ];
  });
}

function nameOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}
