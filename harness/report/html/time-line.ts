import type { TimeLine, TimeLineEvent } from "../../types/outcome.ts";
import { decimal } from "../text/numbers.ts";
import { type Html, html, line } from "./escape.ts";

/** One mark and one word for each kind, so that they can be told apart without colour. */
const marks: Readonly<Record<TimeLineEvent["kind"], readonly [mark: string, word: string]>> = {
  done: ["▸", "done"],
  kept: ["✓", "as promised"],
  broken: ["✗", "not as promised"],
  seen: ["·", "seen"],
};

/** What was done to the app and what was seen of it: drawn to scale, and told below, row by row. */
export function timeLineView({ title, promised, summary, events }: TimeLine): Html {
  return html`<figure class="time-line"><figcaption>${line(title, 60)}: ${line(summary, 120)}</figcaption>
<p class="quiet">Promised: ${line(promised, 300)}</p>
${drawn(events)}
<table><thead><tr><th scope="col">After</th><th scope="col">What</th><th scope="col">Which is</th></tr></thead><tbody>
${events.map(({ atMs, kind, what, times }) => {
  const [mark, word] = marks[kind];
  return html`<tr class="is-${kind}"><th scope="row">${(atMs / 1000).toFixed(1)} s</th><td>${line(what, 120)}${times === undefined ? undefined : `, ${times} times`}</td><td><span aria-hidden="true">${mark}</span> ${word}</td></tr>
`;
})}</tbody></table></figure>`;
}

/** A line from the first event to the last; where assay had its hand in, it is thick. Hidden from screen readers: the table says it. */
function drawn(events: readonly TimeLineEvent[]): Html | undefined {
  const end = events.at(-1)?.atMs ?? 0;
  if (end === 0) return undefined;
  const share = (ms: number): string => `${decimal(1 + (98 * ms) / end)}%`;
  const done = events.filter(({ kind }) => kind === "done");
  const [from, to] = [done[0]?.atMs ?? 0, done.at(-1)?.atMs ?? 0];
  return html`<svg width="100%" height="20" aria-hidden="true" focusable="false"><line class="whole" x1="1%" x2="99%" y1="10" y2="10"/><line class="disturbed" x1="${share(from)}" x2="${share(to)}" y1="10" y2="10"/>${events.map(
    ({ atMs, kind }) =>
      kind === "done"
        ? html`<line class="is-done" x1="${share(atMs)}" x2="${share(atMs)}" y1="2" y2="18"/>`
        : html`<circle class="is-${kind}" cx="${share(atMs)}" cy="10" r="5"/>`,
  )}</svg>`;
}
