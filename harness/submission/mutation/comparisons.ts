import type { Node } from "web-tree-sitter";
import { all } from "../facts/nodes.ts";
import type { Change } from "./types.ts";

const boundary: ReadonlyMap<string, string> = new Map([
  ["<", "<="],
  ["<=", "<"],
  [">", ">="],
  [">=", ">"],
]);
const opposite: ReadonlyMap<string, string> = new Map([
  ["==", "!="],
  ["!=", "=="],
]);

/** The boundary moves by one (`<` becomes `<=`), or equal becomes unequal. Equality as a whole condition is turned around elsewhere. */
export function changedComparisons(root: Node): readonly Change[] {
  return all(root, "comparison_operator").flatMap((node) =>
    node.children.flatMap((part): readonly Change[] => {
      const replacement = boundary.get(part.type) ?? (isWholeCondition(node) ? undefined : opposite.get(part.type));
      if (replacement === undefined) return [];
      const what = `"${part.type}" became "${replacement}"`;
      return [{ kind: "comparison", start: part.startIndex, end: part.endIndex, replacement, what }];
    }),
  );
}

function isWholeCondition(node: Node): boolean {
  return /^(if_statement|elif_clause|if_clause|conditional_expression)$/.test(node.parent?.type ?? "");
}
