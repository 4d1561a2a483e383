import type { Brief } from "../../brief/types.ts";
import { fewestMutants } from "../../submission/mutation/choose.ts";
import type { Finding } from "../../types/outcome.ts";
import type { TriedMutant } from "../../types/runtime.ts";
import { defineCheck } from "../check.ts";

/** Survivors that are shown: enough to see the gap, few enough to be read. */
const mostShown = 8;

/**
 * Share: what the rate of noticed mutants may really be, over the published share, at most 1. A sample can be unlucky: the doubt is the
 * candidate's. The published share leaves room for changes that make no difference, and for those that a good engineer would not test.
 * How many are tried does not depend on the machine: where the time was over before, or enough were noticed, it passes if it would have
 * whatever the others had said, and else nothing is decided.
 */
export default defineCheck({
  id: "tests.kills-mutants",
  stage: "mutation",
  title: "The tests notice when the code is wrong",
  why: "A test that passes whatever the code does is no protection: the next change breaks something, and nobody hears of it.",
  hint: "Each finding is a change of your code that no test noticed. Test what it breaks: assert on the answer's status and body, and read back what was stored.",
  after: ["tests.minimum"],
  notAskedBy: ({ tests }) => (tests === undefined ? "The brief asks for no tests." : undefined),
  run({ brief, mutation }) {
    if (!mutation.ran) {
      const { reason } = mutation;
      return mutation.theirs ? { verdict: "blocked", by: "tests.pass", reason } : { verdict: "inconclusive", reason };
    }
    const least = brief.tests?.mutantsNoticed ?? 0;
    const noticed = mutation.tried.filter(({ result }) => result === "noticed").length;
    const survivors = mutation.tried.filter(({ result }) => result === "survived");
    const decided = noticed + survivors.length;
    if (decided < fewestMutants) {
      const reason = `Only ${decided} changes of the code were decided: too few to say anything.`;
      return {
        verdict: mutation.untried > 0 || mutation.tried.length > decided ? "inconclusive" : "not-applicable",
        reason,
      };
    }
    if (mutation.untried > 0 && !passesWhatever(brief, noticed, decided + mutation.untried)) {
      const reason = `Only ${decided} of ${decided + mutation.untried} changes of the code could be tried in time.`;
      return { verdict: "inconclusive", reason };
    }
    const rate = noticed / decided;
    const measurements = [{ name: "changes noticed", value: Math.round(rate * 1000) / 10, unit: "%" }];
    const others = mutation.untried > 0 ? `; ${mutation.untried} more could not have changed the verdict` : "";
    const examined = `${decided} changes of the code, one at a time: ${noticed} noticed${others}`;
    const benefitOfDoubt = highestRate(noticed, decided);
    if (benefitOfDoubt >= least) return { verdict: "passed", measurements, examined };
    const overall: Finding = {
      message: `The tests notice ${noticed} of ${decided} changes of the code.`,
      expected: `at least ${Math.round(least * 100)} %`,
      received: `${Math.floor(rate * 100)} %`,
    };
    return {
      verdict: "failed",
      share: benefitOfDoubt / least,
      measurements,
      examined,
      findings: [overall, ...survivors.slice(0, mostShown).map(shown)],
    };
  },
});

/** Whether so many noticed changes are enough, whatever becomes of the others of `all`. */
export function passesWhatever({ tests }: Brief, noticed: number, all: number): boolean {
  return highestRate(noticed, all) >= (tests?.mutantsNoticed ?? 0);
}

/** The highest rate of the whole that such a sample does not speak against: Wilson's upper bound, one-sided 95 %. */
function highestRate(noticed: number, decided: number): number {
  const z = 1.645;
  const rate = noticed / decided;
  const centre = rate + z ** 2 / (2 * decided);
  const width = z * Math.sqrt((rate * (1 - rate)) / decided + z ** 2 / (4 * decided ** 2));
  return (centre + width) / (1 + z ** 2 / decided);
}

function shown({ path, line, inside, what, before, after }: TriedMutant): Finding {
  const signed = (sign: string, text: string) => text.split("\n").map((each) => `${sign} ${each}`);
  return {
    message: `In ${inside}, ${what}, and all tests still passed.`,
    place: { path, line },
    detail: [...signed("-", before), ...signed("+", after)].join("\n"),
  };
}
