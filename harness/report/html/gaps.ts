import type { Scorecard } from "../../types/scorecard.ts";
import { checksById, checksOf } from "../summary/find-checks.ts";
import { type Gap, gapsOf } from "../summary/gaps.ts";
import { decimal } from "../text/numbers.ts";
import { criterionId } from "./criterion.ts";
import { type Html, html, line } from "./escape.ts";

const mostShown = 6;

/** Where points were lost, the largest loss first, each with the first thing that was found. */
export function gaps(scorecard: Scorecard): Html | undefined {
  const found = gapsOf(scorecard);
  if (found.length === 0) return undefined;
  const rest = found.slice(mostShown);
  return html`<section class="gaps" aria-labelledby="gaps"><h2 id="gaps">Where points were lost</h2>
<ol>${found.slice(0, mostShown).map((gap) => gapRow(gap, scorecard))}</ol>${
    rest.length === 0
      ? undefined
      : html`<p class="quiet">${decimal(rest.reduce((sum, { lost }) => sum + lost, 0))} more points in ${rest.length} other criteria, below.</p>`
  }</section>
`;
}

function gapRow({ criterion, lost }: Gap, scorecard: Scorecard): Html {
  const [finding] = checksOf(criterion, checksById(scorecard)).flatMap(({ outcome }) =>
    outcome.verdict === "failed" ? outcome.findings : [],
  );
  return html`<li><span class="lost">−${decimal(lost)}</span><div><a href="#${criterionId(criterion)}">${line(criterion.title)}</a><p>${line(finding?.message ?? criterion.reason, 220)}</p></div></li>`;
}
