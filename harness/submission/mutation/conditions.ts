import type { Node } from "web-tree-sitter";
import { all } from "../facts/nodes.ts";
import type { Change } from "./types.ts";

/** `if ready:` becomes `if not (ready):`, and `and` becomes `or`. Loops stay as they are: one that never ends proves nothing. */
export function changedConditions(root: Node): readonly Change[] {
  const tests = all(root, "if_statement", "elif_clause", "if_clause", "conditional_expression").flatMap((node) => {
    const condition = node.childForFieldName("condition") ?? conditionOf(node);
    return condition === undefined ? [] : [condition];
  });
  const turned = tests.map(
    (condition): Change => ({
      kind: "condition",
      start: condition.startIndex,
      end: condition.endIndex,
      replacement: `not (${condition.text})`,
      what: "a condition was turned around",
    }),
  );
  const joined = all(root, "boolean_operator").flatMap((node): readonly Change[] => {
    const operator = node.childForFieldName("operator");
    if (operator === null) return [];
    const replacement = operator.text === "and" ? "or" : "and";
    const what = `"${operator.text}" became "${replacement}"`;
    return [{ kind: "condition", start: operator.startIndex, end: operator.endIndex, replacement, what }];
  });
  return [...turned, ...joined];
}

/** Of `x if c else y` the second part, of a comprehension's `if c` the only one: the grammar has no name for them. */
function conditionOf(node: Node): Node | undefined {
  const parts = node.namedChildren.filter(({ type }) => type !== "comment");
  return node.type === "conditional_expression" ? parts[1] : parts[0];
}
