import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";

/**
 * Three runs of the suite on empty databases: the first, one more, and one with the last test first. What ends otherwise once is
 * asked again in a fresh container; only what does so twice is a finding. Advice only: tests that need an order may say so. Share:
 * nothing for a suite that has such tests.
 */
export default defineCheck({
  id: "tests.repeatable",
  stage: "mutation",
  advisory: true,
  title: "The tests say the same each time, in any order",
  why: "A test that passes only after another one, or only the first time, fails one day for a reason that is not in the code.",
  hint: "Give each test what it needs itself: its own records, a clean database, a fixed time. (Suites that take longer than 60 s are not run again.)",
  after: ["tests.minimum"],
  notAskedBy: ({ tests }) => (tests === undefined ? "The brief asks for no tests." : undefined),
  run({ repeats: report }) {
    if (!report.ran) {
      const { verdict, reason } = report;
      return verdict === "blocked" ? { verdict, by: "tests.pass", reason } : { verdict, reason };
    }
    const { repeats } = report;
    const findings = repeats.flatMap(({ order, twice }) =>
      twice.map((name): Finding => {
        const when = order === "again" ? "in another run" : "when the last test runs first";
        const path = name.split("::")[0] ?? name;
        return { message: `${name} ends otherwise ${when}.`, ...(path.endsWith(".py") ? { place: { path } } : {}) };
      }),
    );
    if (findings.length > 0) return { verdict: "failed", share: 0, findings };
    if (repeats.length < 2 || repeats.some(({ once }) => once.length > 0)) {
      return { verdict: "inconclusive", reason: "More runs of the tests did not come to a clear end." };
    }
    return { verdict: "passed", examined: "three runs, one of them with the last test first" };
  },
});
