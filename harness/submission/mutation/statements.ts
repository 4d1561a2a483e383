import type { Node } from "web-tree-sitter";
import { all, around, fieldText, lastOf } from "../facts/nodes.ts";
import type { Change } from "./types.ts";

/** Calls that store: without them, nothing is kept. `flush` is none of them, sessions flush by themselves. */
const storing = new Set(["commit", "add", "add_all", "delete", "execute", "executemany"]);

/** A commit (or what is to be committed) forgotten, or a refusal (`raise`) forgotten. */
export function leftOutStatements(root: Node): readonly Change[] {
  const calls = all(root, "expression_statement").flatMap((statement): readonly Change[] => {
    const call = statement.firstNamedChild;
    if (call?.type !== "call" || call.childForFieldName("function")?.type !== "attribute") return [];
    const name = lastOf(fieldText(call, "function"));
    return storing.has(name) ? [withoutIt(statement, `the call of ${name}() was left out`)] : [];
  });
  const refusals = all(root, "raise_statement").flatMap((statement): readonly Change[] => {
    // One that only passes a failure on is no decision of the code's.
    if (statement.namedChildCount === 0 || around(statement, "except_clause") !== undefined) return [];
    return [withoutIt(statement, "an error was no longer raised")];
  });
  return [...calls, ...refusals];
}

function withoutIt(statement: Node, what: string): Change {
  return { kind: "statement", start: statement.startIndex, end: statement.endIndex, replacement: "pass", what };
}
