import type { Finding } from "../../types/outcome.ts";
import { counted } from "../text/numbers.ts";
import { placeOf } from "../text/words.ts";
import { type Html, html, line, lines } from "./escape.ts";
import { exchangeView } from "./exchange.ts";

const mostFindings = 10;
const mostExchanges = 6;

/** The evidence under a failed check: enough to see the fault, and to replay it. */
export function findingList(findings: readonly Finding[]): Html {
  const left = findings.length - mostFindings;
  return html`<ol class="findings">${findings.slice(0, mostFindings).map(findingView)}</ol>${
    left > 0 ? html`<p class="quiet">And ${counted(left, "more finding")}, in the scorecard's JSON.</p>` : undefined
  }`;
}

function findingView(finding: Finding): Html {
  const { message, expected, received, curl, place, detail, exchanges = [] } = finding;
  return html`<li class="finding"><p class="message">${line(message, 1_000)}</p>
${place === undefined ? undefined : html`<p class="place"><span class="label">In</span> <code>${line(placeOf(place), 300)}</code></p>`}
${comparison(expected, received)}
${curl === undefined ? undefined : html`<p class="label">Replay</p><pre class="curl">${lines(curl)}</pre>`}
${detail === undefined ? undefined : html`<details class="aside"><summary>Details</summary><pre>${lines(detail, 8_000)}</pre></details>`}
${exchanges.slice(0, mostExchanges).map(exchangeView)}${
  exchanges.length > mostExchanges
    ? html`<p class="quiet">And ${counted(exchanges.length - mostExchanges, "more exchange")}, in the scorecard's JSON.</p>`
    : undefined
}</li>
`;
}

function comparison(expected: string | undefined, received: string | undefined): Html | undefined {
  if (expected === undefined && received === undefined) return undefined;
  const row = (name: string, text: string | undefined): Html | undefined =>
    text === undefined ? undefined : html`<div class="${name}"><dt>${name}</dt><dd>${lines(text, 2_000)}</dd></div>`;
  return html`<dl class="comparison">${row("expected", expected)}${row("received", received)}</dl>`;
}
