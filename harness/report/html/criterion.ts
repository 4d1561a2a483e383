import type { CheckId } from "../../types/outcome.ts";
import type { CheckResult, CriterionScore } from "../../types/scorecard.ts";
import { checksOf } from "../summary/find-checks.ts";
import { pointsOf } from "../text/words.ts";
import { type Anchors, checkView } from "./check.ts";
import { type Html, html, idOf, line } from "./escape.ts";

/** The id of a criterion's element. */
export function criterionId(criterion: CriterionScore): string {
  return idOf("criterion", criterion.id);
}

/** A criterion: its points and their reason, what each level looks like, and its checks. Closed where nothing is missing. */
export function criterionView(
  criterion: CriterionScore,
  checks: ReadonlyMap<CheckId, CheckResult>,
  anchors: Anchors,
): Html {
  const { title, level, reason, describes } = criterion;
  const id = criterionId(criterion);
  const described = [
    ["full", level === "full" ? "Full points: reached" : "Full points", describes.full],
    ["part", level === "part" ? `Half: in part, ${pointsOf(criterion)}` : "Half", describes.half],
    ["none", level === "none" ? "No points: as here" : "No points", describes.none],
  ] as const;
  return html`<details class="criterion is-${level}" id="${id}"${level === "full" ? undefined : html` open`}><summary><h4>${line(title)}</h4> <span class="points">${pointsOf(criterion)}</span></summary>
<div class="criterion-body"><p class="reason">${line(reason, 1_000)}</p>
<dl class="levels">${described.map(
    ([name, label, words]) =>
      html`<div${name === level ? html` class="reached"` : undefined}><dt>${label}</dt><dd>${line(words)}</dd></div>`,
  )}</dl>
${checksOf(criterion, checks).map((check) => checkView(check, id, anchors))}</div></details>
`;
}
