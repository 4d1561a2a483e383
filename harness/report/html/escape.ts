import { block, oneLine } from "../text/cut.ts";
import { nameUnseen } from "../text/unseen.ts";

/** Markup that is safe to put into the page. Only this file makes it. */
export interface Html {
  readonly markup: string;
}

export type Part = Html | string | number | undefined | readonly Part[];

/**
 * A piece of the page. Strings put into it are escaped, for text and for quoted attributes; so what a candidate wrote can never
 * become markup by being forgotten. Lists are joined; undefined is nothing.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    markup: strings.map((string, index) => string + (index < parts.length ? render(parts[index]) : "")).join(""),
  };
}

/** Markup of our own making: styles, and drawings whose texts are escaped by what drew them. Never a candidate's text. */
export function ours(markup: string): Html {
  return { markup };
}

/** Text on one line, cut at `limit`; characters that can't be seen are set apart from the rest. Not for attributes. */
export function line(text: string, limit = 600): Html {
  return { markup: withMarks(oneLine(text, limit)) };
}

/** Text of several lines for a <pre>, cut at `limit`. Not for attributes. */
export function lines(text: string, limit = 6_000): Html {
  return { markup: withMarks(block(text, limit)) };
}

/** A value as the id of an element: letters, digits and hyphens. */
export function idOf(...parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[^A-Za-z0-9]+/g, "-")).join("--");
}

function render(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string") return escaped(nameUnseen(part));
  if (typeof part === "number") return String(part);
  return "markup" in part ? part.markup : part.map(render).join("");
}

function withMarks(text: string): string {
  return nameUnseen(escaped(text), (name) => `<span class="unseen">${name}</span>`);
}

/** Text as it may stand in HTML, in an attribute too. */
export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
