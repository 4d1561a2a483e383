import type { CategoryScore, Scorecard } from "../../types/scorecard.ts";
import { advisoryChecks, checksById } from "../summary/find-checks.ts";
import { pointsOffered } from "../summary/open-questions.ts";
import { decimal } from "../text/numbers.ts";
import { categoryName } from "../text/words.ts";
import { alsoLookedAt } from "./also-looked-at.ts";
import { anchorsOf } from "./anchors.ts";
import { criterionView } from "./criterion.ts";
import { type Html, html, line, ours } from "./escape.ts";
import { gaps } from "./gaps.ts";
import { levelSignalsView } from "./level-signals.ts";
import { categoryId, categoryPoints, overview } from "./overview.ts";
import { questionsView } from "./questions.ts";
import { runFacts } from "./run-facts.ts";
import { styles } from "./styles.ts";
import { trouble } from "./trouble.ts";

/** Nothing is loaded, nothing runs, nothing is sent: whatever text a candidate managed to get in here stays text. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%231f6f5c'/%3E%3Cpath d='M4 8.5l3 3 5-7' fill='none' stroke='white' stroke-width='2'/%3E%3C/svg%3E";

/** The whole page, from doctype to the end. */
export function page(scorecard: Scorecard): Html {
  const { submission, totals, brief } = scorecard;
  const checks = checksById(scorecard);
  const anchors = anchorsOf(scorecard);
  const advisory = advisoryChecks(scorecard);
  const criteria = (scores: CategoryScore["criteria"]): readonly Html[] =>
    scores.map((criterion) => criterionView(criterion, checks, anchors));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${submission.name.slice(0, 80)}: ${decimal(totals.points)} of ${decimal(totals.possible)} – assay</title>
<link rel="icon" href="${ours(icon)}">
<style>${ours(styles)}</style>
</head>
<body>
<a class="skip" href="#criteria">Skip to the criteria</a>
<header class="masthead"><span class="brand">assay</span><nav aria-label="Parts of this report"><a href="#criteria">Criteria</a>${
    scorecard.stretch.length === 0 ? undefined : html` <a href="#stretch">Stretch</a>`
  } <a href="#run">This run</a></nav></header>
<main>
${overview(scorecard)}
${trouble(scorecard, anchors)}${gaps(scorecard)}
<section aria-labelledby="criteria"><h2 id="criteria" tabindex="-1">Criteria</h2>
<p class="quiet">Points come from the published rubric for “${line(brief.title, 120)}”. A criterion's points are its points times the mean share of its checks that is right, rounded to half points in the candidate's favour.</p>
${scorecard.categories.map(
  (
    score,
  ) => html`<section class="category" aria-labelledby="${categoryId(score)}"><h3 id="${categoryId(score)}">${categoryName[score.category]} <span class="points">${categoryPoints(score)}</span></h3>
${criteria(score.criteria)}</section>
`,
)}
${
  scorecard.stretch.length === 0
    ? undefined
    : html`<section class="category" aria-labelledby="stretch"><h3 id="stretch">Stretch <span class="points">${decimal(totals.stretch)} of ${decimal(pointsOffered(scorecard.stretch))} bonus points</span></h3>
<p class="quiet">A bonus beside the ${decimal(totals.possible)} points, never a deduction.</p>
${criteria(scorecard.stretch)}</section>`
}</section>
${levelSignalsView(scorecard, checks, anchors)}${questionsView(scorecard.questions)}${alsoLookedAt(advisory, anchors)}
${runFacts(scorecard)}
</main>
<footer><p>Made by assay ${line(scorecard.assayVersion, 40)} from the run's scorecard. Text in quotes or in boxes comes from the submission; <span class="unseen">\\u{…}</span> marks a character that can't be seen.</p></footer>
</body>
</html>
`;
}
