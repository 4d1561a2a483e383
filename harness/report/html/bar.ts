import { decimal } from "../text/numbers.ts";
import { type Html, html } from "./escape.ts";

/** A bar as wide as its place: what was earned, then what is still open, of `possible`. Numbers stand beside it as text. */
export function pointsBar(points: number, decided: number, possible: number): Html {
  const width = (part: number): string => `${decimal(possible === 0 ? 0 : (100 * part) / possible)}%`;
  const open = possible - decided;
  return html`<svg class="bar" width="100%" height="10" aria-hidden="true"><rect class="bar-track" width="100%" height="10" rx="5"/>${
    open > 0
      ? html`<rect class="bar-open" x="${width(decided)}" width="${width(open)}" height="10" rx="5"/>`
      : undefined
  }${points > 0 ? html`<rect class="bar-earned" width="${width(points)}" height="10" rx="5"/>` : undefined}</svg>`;
}
