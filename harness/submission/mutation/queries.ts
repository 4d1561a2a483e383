import type { Node } from "web-tree-sitter";
import { all, fieldText } from "../facts/nodes.ts";
import type { Change } from "./types.ts";

const words: ReadonlyMap<string, string> = new Map([
  ["filter", "a filter"],
  ["filter_by", "a filter"],
  ["where", "a filter"],
  ["order_by", "the order"],
  ["limit", "the limit"],
  ["offset", "the offset"],
]);

/** `query.where(...)` becomes `query`; in SQL text, `desc` becomes `asc` and the other way round. */
export function changedQueries(root: Node): readonly Change[] {
  const dropped = all(root, "call").flatMap((call): readonly Change[] => {
    const callee = call.childForFieldName("function");
    const object = callee?.type === "attribute" ? callee.childForFieldName("object") : null;
    const name = callee === null ? "" : fieldText(callee, "attribute");
    const word = words.get(name);
    if (object === null || word === undefined || call.childForFieldName("arguments")?.namedChildCount === 0) return [];
    const what = `${word} of a query was left out (${name})`;
    return [{ kind: "query", start: object.endIndex, end: call.endIndex, replacement: "", what }];
  });
  return [...dropped, ...all(root, "string_content").flatMap(inSql)];
}

function inSql(text: Node): readonly Change[] {
  if (!/\b(select|from|where|order by)\b/i.test(text.text)) return [];
  return [...text.text.matchAll(/\b(asc|desc)\b/gi)].map((match): Change => {
    const [found] = match;
    const start = text.startIndex + match.index;
    const replacement = found.toLowerCase() === "desc" ? "asc" : "desc";
    return { kind: "query", start, end: start + found.length, replacement, what: "a query's order was turned around" };
  });
}
