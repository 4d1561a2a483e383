import { grouped } from "./numbers.ts";

/** The text on one line: white space is one space, and what is longer than `limit` UTF-16 units is cut at the end. */
export function oneLine(text: string, limit: number): string {
  const head = startOf(text, limit * 2)
    .replace(/[\s\u0085]+/gu, " ")
    .trim();
  const kept = startOf(head, limit);
  const isCut = kept.length < head.length || text.length > limit * 2;
  return isCut ? `${kept.trimEnd()}…` : kept;
}

/**
 * Text of several lines, without the carriage returns of CRLF. What is longer than `limit` UTF-16 units loses its middle: a log
 * says why at its end, a response says what it is at its start.
 */
export function block(text: string, limit: number): string {
  const lines = text.replaceAll("\r\n", "\n").replace(/\n+$/, "");
  if (lines.length <= limit) return lines;
  const head = startOf(lines, Math.ceil(limit * 0.6));
  const tail = endOf(lines, Math.floor(limit * 0.4));
  return `${head}\n… ${grouped(lines.length - head.length - tail.length)} characters left out …\n${tail}`;
}

/** Never ends with half a surrogate pair. */
function startOf(text: string, length: number): string {
  return /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) && text.length > length
    ? text.slice(0, length - 1)
    : text.slice(0, length);
}

function endOf(text: string, length: number): string {
  const start = Math.max(0, text.length - length);
  return text.slice(/[\uDC00-\uDFFF]/.test(text.charAt(start)) ? start + 1 : start);
}
