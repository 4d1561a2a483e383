import type { CheckId } from "../../types/outcome.ts";
import type { CheckResult, Scorecard, Signal } from "../../types/scorecard.ts";
import { evidenceOf } from "../summary/signal-evidence.ts";
import { aboutSignals, levelName, signalWord, verdictOf } from "../text/words.ts";
import type { Anchors } from "./check.ts";
import { type Html, html, line } from "./escape.ts";

/** What speaks for which experience: each signal by itself, with what its checks say. */
export function levelSignalsView(
  { levels = [] }: Scorecard,
  checks: ReadonlyMap<CheckId, CheckResult>,
  anchors: Anchors,
): Html | undefined {
  if (levels.length === 0) return undefined;
  return html`<section aria-labelledby="levels"><h2 id="levels">Signals of experience</h2>
<p class="quiet">${aboutSignals}</p>
${levels.map(
  ({ level, describes, signals }) => html`<h3>${levelName[level]}</h3>
<p class="quiet">${line(describes, 300)}</p>
<ul class="signals">${signals.map((signal) => signalRow(signal, checks, anchors))}</ul>
`,
)}</section>
`;
}

function signalRow(signal: Signal, checks: ReadonlyMap<CheckId, CheckResult>, anchors: Anchors): Html {
  return html`<li class="signal is-${signal.state}"><details><summary><span class="check-title">${line(signal.title, 200)}</span> <span class="verdict">${signalWord[signal.state]}</span></summary>
<ul>${evidenceOf(signal, checks).map(({ check: { id, title, outcome }, text }) => {
    const anchor = anchors.get(id);
    const name = line(title, 200);
    return html`<li>${anchor === undefined ? name : html`<a href="#${anchor}">${name}</a>`}: ${verdictOf(outcome)}${text === "" ? undefined : html`. ${line(text, 220)}`}</li>
`;
  })}</ul></details></li>
`;
}
