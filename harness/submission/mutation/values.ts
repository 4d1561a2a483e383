import type { Node } from "web-tree-sitter";
import { all, fieldText } from "../facts/nodes.ts";
import type { Change } from "./types.ts";

/** Off by one (`limit + 1` becomes `limit`), and the other answer (`return True` becomes `return False`). */
export function changedValues(root: Node): readonly Change[] {
  const numbers = all(root, "binary_operator").flatMap((node): readonly Change[] => {
    const left = node.childForFieldName("left");
    const right = node.childForFieldName("right");
    if (left === null || right?.text !== "1" || !/^[+-]$/.test(fieldText(node, "operator"))) return [];
    const what = `"${fieldText(node, "operator")} 1" was left out`;
    return [{ kind: "number", start: left.endIndex, end: node.endIndex, replacement: "", what }];
  });
  const answers = all(root, "return_statement").flatMap((statement): readonly Change[] => {
    const value = statement.firstNamedChild;
    if (value?.type !== "true" && value?.type !== "false") return [];
    const replacement = value.type === "true" ? "False" : "True";
    const what = `${value.text} became ${replacement}`;
    return [{ kind: "answer", start: value.startIndex, end: value.endIndex, replacement, what }];
  });
  return [...numbers, ...answers];
}
