import type { Question } from "../../types/scorecard.ts";
import { placeOf } from "../text/words.ts";
import { type Html, html, line } from "./escape.ts";

/** What to ask in an interview, each with its place. */
export function questionsView(questions: readonly Question[]): Html | undefined {
  if (questions.length === 0) return undefined;
  return html`<section aria-labelledby="questions"><h2 id="questions">To talk about</h2>
<p class="quiet">Questions about this code for an interview: easy for who wrote it. They cost and give no points.</p>
<ol class="findings">${questions.map(
    ({ text, place }) => html`<li class="finding"><p class="message">${line(text, 600)}</p>
<p class="place"><span class="label">In</span> <code>${line(placeOf(place), 300)}</code></p></li>
`,
  )}</ol></section>
`;
}
