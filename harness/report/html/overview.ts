import type { CategoryScore, Scorecard } from "../../types/scorecard.ts";
import { pointsOffered } from "../summary/open-questions.ts";
import { verdictSentence } from "../summary/verdict-sentence.ts";
import { decimal } from "../text/numbers.ts";
import { categoryName, timeOf } from "../text/words.ts";
import { pointsBar } from "./bar.ts";
import { type Html, html, idOf, line } from "./escape.ts";

/** The id of a category's section. */
export function categoryId({ category }: CategoryScore): string {
  return idOf("category", category);
}

/** What a founder reads: whose work, the grade in a sentence, points out of 100, and where they are. */
export function overview(scorecard: Scorecard): Html {
  const { submission, run, brief, totals, categories } = scorecard;
  return html`<section class="overview" aria-labelledby="title">
<div class="grade">
<p class="eyebrow">${line(brief.title, 120)}</p>
<h1 id="title">${line(submission.name, 120)}</h1>
<p class="verdict-sentence">${verdictSentence(scorecard)}</p>
<p class="total"><span class="number">${decimal(totals.points)}</span> <span class="of">of ${decimal(totals.possible)} points</span></p>
${pointsBar(totals.points, totals.decided, totals.possible)}
<p class="quiet">${decidedOf(scorecard)}${stretchOf(scorecard)}</p>
<p class="quiet">${submission.commit === undefined ? undefined : html`Commit <code>${line(submission.commit.slice(0, 12), 12)}</code> · `}Graded ${line(timeOf(run.startedAt), 40)}</p>
</div>
<div class="categories"><h2>Points per category</h2>
<ul>${categories.map(categoryRow)}</ul></div>
</section>`;
}

function categoryRow(score: CategoryScore): Html {
  const { category, points, decided, possible } = score;
  return html`<li><a href="#${categoryId(score)}">${categoryName[category]}</a><span class="points">${categoryPoints(score)}</span>${pointsBar(points, decided, possible)}</li>`;
}

/** "31.5 of 50", and how many of them are open. */
export function categoryPoints({ points, decided, possible }: CategoryScore): string {
  const open = possible - decided;
  return `${decimal(points)} of ${decimal(possible)}${open > 0 ? `, ${decimal(open)} open` : ""}`;
}

function decidedOf({ totals: { decided, possible } }: Scorecard): string {
  return decided < possible
    ? `${decimal(decided)} points could be decided, ${decimal(possible - decided)} are open.`
    : `All ${decimal(possible)} points could be decided.`;
}

function stretchOf({ totals, stretch }: Scorecard): string | undefined {
  if (stretch.length === 0) return undefined;
  return ` Beside them, ${decimal(totals.stretch)} of ${decimal(pointsOffered(stretch))} stretch points.`;
}
