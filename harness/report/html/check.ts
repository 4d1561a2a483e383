import type { CheckId, Outcome } from "../../types/outcome.ts";
import type { CheckResult } from "../../types/scorecard.ts";
import { decimal, duration } from "../text/numbers.ts";
import { verdictMark, verdictOf } from "../text/words.ts";
import { type Html, html, idOf, line } from "./escape.ts";
import { findingList } from "./finding.ts";
import { lineChart } from "./line-chart.ts";
import { timeLineView } from "./time-line.ts";

/** Where the page shows each check first; a check can stand under several criteria. */
export type Anchors = ReadonlyMap<CheckId, string>;

/** One check with its verdict and evidence; open where something is to be seen. `owner` makes its ids unique in the page. */
export function checkView(check: CheckResult, owner: string, anchors: Anchors): Html {
  const { id, title, why, hint, outcome, durationMs } = check;
  const { verdict } = outcome;
  const open = verdict === "failed" || verdict === "inconclusive";
  return html`<details class="check is-${verdict}" id="${idOf(owner, id)}"${open ? html` open` : undefined}><summary><span class="mark" aria-hidden="true">${verdictMark[verdict]}</span><span class="check-title">${line(title)}</span> <span class="verdict">${verdictOf(outcome)}</span></summary>
<div class="check-body"><p class="why">${line(why)}</p>
${evidence(outcome, idOf(owner, id), anchors)}
${verdict === "failed" ? html`<p class="hint"><span class="label">What to do</span> ${line(hint)}</p>` : undefined}
<p class="quiet"><code>${line(id, 120)}</code>${durationMs > 0 ? html` · took ${duration(durationMs)}` : undefined}</p></div></details>
`;
}

function evidence(outcome: Outcome, id: string, anchors: Anchors): Html {
  if (outcome.verdict === "blocked") return blockedBy(outcome.by, outcome.reason, anchors);
  if (outcome.verdict === "inconclusive") {
    return html`<p class="ours"><strong>Not the candidate's fault; costs no point.</strong> ${line(outcome.reason)}</p>`;
  }
  if (outcome.verdict === "not-applicable") return html`<p>${line(outcome.reason)}</p>`;
  const { examined, measurements = [], plot, timeLine } = outcome;
  return html`${outcome.verdict === "failed" ? findingList(outcome.findings) : undefined}
${
  measurements.length === 0
    ? undefined
    : html`<ul class="measurements">${measurements.map(
        ({ name, value, unit }) =>
          html`<li><strong>${decimal(value)} ${line(unit, 20)}</strong> ${line(name, 80)}</li>`,
      )}</ul>`
}
${plot === undefined ? undefined : lineChart(plot, idOf(id, "plot"))}
${timeLine === undefined ? undefined : timeLineView(timeLine)}
${examined === undefined ? undefined : html`<p><span class="label">Examined</span> ${line(examined)}</p>`}`;
}

function blockedBy(by: CheckId, reason: string, anchors: Anchors): Html {
  const anchor = anchors.get(by);
  const name = html`<code>${line(by, 120)}</code>`;
  return html`<p>Could not be shown, because ${
    anchor === undefined ? name : html`<a href="#${anchor}">${name}</a>`
  } failed: ${line(reason)}</p>`;
}
