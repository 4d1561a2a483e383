import type { CheckResult } from "../../types/scorecard.ts";
import { type Anchors, checkView } from "./check.ts";
import { type Html, html } from "./escape.ts";

/** Checks that no criterion uses: what was found first, what does not apply folded away. */
export function alsoLookedAt(checks: readonly CheckResult[], anchors: Anchors): Html | undefined {
  if (checks.length === 0) return undefined;
  const verdicts = (...wanted: readonly CheckResult["outcome"]["verdict"][]): readonly Html[] =>
    checks
      .filter(({ outcome }) => wanted.includes(outcome.verdict))
      .map((each) => checkView(each, "advisory", anchors));
  const apart = verdicts("not-applicable");
  return html`<section aria-labelledby="advisory"><h2 id="advisory">Also looked at</h2>
<p class="quiet">These checks inform and cost nothing: no criterion of the rubric uses them.</p>
${verdicts("failed")}${verdicts("inconclusive", "blocked")}${verdicts("passed")}${
  apart.length === 0
    ? undefined
    : html`<details class="check"><summary><span class="check-title">Does not apply here</span> <span class="verdict">${String(apart.length)}</span></summary>
<div class="check-body">${apart}</div></details>`
}</section>
`;
}
