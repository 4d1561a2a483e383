import type { CriterionScore, Scorecard } from "../../types/scorecard.ts";
import { blockersOf, openQuestionsOf, pointsOffered, reasonsOf } from "../summary/open-questions.ts";
import { counted, decimal } from "../text/numbers.ts";
import { runtimeWords } from "../text/words.ts";
import type { Anchors } from "./check.ts";
import { criterionId } from "./criterion.ts";
import { type Html, html, line } from "./escape.ts";

/** What a reader must know before the points are compared with another's: an incomplete run, open points, a failure that hides others. */
export function trouble(scorecard: Scorecard, anchors: Anchors): Html {
  return html`${incomplete(scorecard, anchors)}${open(scorecard)}${blockers(scorecard, anchors)}`;
}

function incomplete(scorecard: Scorecard, anchors: Anchors): Html | undefined {
  if (!scorecard.run.incomplete) return undefined;
  const { inconclusive, undecided } = openQuestionsOf(scorecard);
  return html`<section class="banner is-inconclusive" aria-labelledby="incomplete"><h2 id="incomplete">This grade is incomplete</h2>
<p>${counted(inconclusive.length, "check")} could not be decided because of trouble of assay's own or of the machine it ran on. That is not the candidate's fault and costs no point: the points are a lower bound${undecided.length > 0 ? `, and ${decimal(pointsOffered(undecided))} points are open` : ""}. Grade again before comparing them.</p>
<ul>${inconclusive.map(
    ({ id, title, outcome }) =>
      html`<li>${linkTo(anchors.get(id), line(title))}${"reason" in outcome ? html`: ${line(outcome.reason)}` : undefined}</li>`,
  )}</ul></section>
`;
}

function open(scorecard: Scorecard): Html | undefined {
  const { notExamined } = openQuestionsOf(scorecard);
  if (notExamined.length === 0) return undefined;
  return html`<section class="banner is-open" aria-labelledby="open"><h2 id="open">${decimal(pointsOffered(notExamined))} points were not examined</h2>
<p>${counted(notExamined.length, "criterion has", "criteria have")} no points, neither earned nor lost. The submission was ${runtimeWords[scorecard.run.runtime]}.</p>
<ul>${notExamined.map((criterion) => openCriterion(criterion, scorecard))}</ul></section>
`;
}

function openCriterion(criterion: CriterionScore, scorecard: Scorecard): Html {
  const reasons = reasonsOf(criterion, scorecard);
  return html`<li>${linkTo(criterionId(criterion), line(criterion.title))} (${decimal(criterion.possible)} points)${
    reasons.length === 0 ? undefined : html`: ${line(reasons.join(" "), 400)}`
  }</li>`;
}

function blockers(scorecard: Scorecard, anchors: Anchors): Html | undefined {
  const found = blockersOf(scorecard);
  if (found.length === 0) return undefined;
  return html`<section class="banner is-blocked" aria-labelledby="blockers"><h2 id="blockers">Failures that hide others</h2>
<ul>${found.map(
    ({ by, title, blocked }) =>
      html`<li>${counted(blocked, "check")} could not be shown because this one failed: ${linkTo(anchors.get(by), line(title))}</li>`,
  )}</ul></section>
`;
}

function linkTo(id: string | undefined, words: Html): Html {
  return id === undefined ? words : html`<a href="#${id}">${words}</a>`;
}
