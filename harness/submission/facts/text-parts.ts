import type { Node } from "web-tree-sitter";
import { argumentsOf, fieldText } from "./nodes.ts";

/** What a text is put together from: fixed text, or an expression whose value stands there. */
export type TextPart = string | Node;

/** The whole expression that a string literal is a part of: `"a" + b`, `"a %s" % b`, `"a {}".format(b)`, `f"..."`. */
export function wholeText(node: Node): Node {
  const { parent } = node;
  if (parent === null) return node;
  if (parent.type === "concatenated_string" || parent.type === "parenthesized_expression") return wholeText(parent);
  if (parent.type === "binary_operator" && /^[+%]$/.test(fieldText(parent, "operator"))) return wholeText(parent);
  const isMethod = parent.type === "attribute" && fieldText(parent, "attribute") === "format";
  return isMethod && parent.parent?.type === "call" ? wholeText(parent.parent) : node;
}

/** The parts of such an expression in order. What can't be taken apart is one part. */
export function partsOf(node: Node): readonly TextPart[] {
  switch (node.type) {
    case "string":
      return node.namedChildren.flatMap((child): readonly TextPart[] => {
        if (child.type === "string_content") return [child.text];
        return child.type === "interpolation" ? [child.childForFieldName("expression") ?? child] : [];
      });
    case "concatenated_string":
    case "parenthesized_expression":
      return node.namedChildren.filter(({ type }) => type !== "comment").flatMap(partsOf);
    case "binary_operator":
      return ofOperator(node);
    case "call":
      return ofFormat(node);
    default:
      return [node];
  }
}

function ofOperator(node: Node): readonly TextPart[] {
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  if (left === null || right === null) return [node];
  if (fieldText(node, "operator") === "+") return [...partsOf(left), ...partsOf(right)];
  const values = right.type === "tuple" ? right.namedChildren : [right];
  return filled(partsOf(left), /%(?:\(\w+\))?[sdrfi]/, (_mark, index) => values[index] ?? right);
}

function ofFormat(node: Node): readonly TextPart[] {
  const called = node.childForFieldName("function");
  const text = called?.type === "attribute" ? called.childForFieldName("object") : null;
  if (text === null || fieldText(called ?? node, "attribute") !== "format") return [node];
  const { positional, named } = argumentsOf(node);
  return filled(partsOf(text), /\{\w*[^{}]*\}/, (mark, index) => {
    const name = /\w+/.exec(mark)?.[0] ?? String(index);
    return named.get(name) ?? positional[Number(name)] ?? node;
  });
}

/** Texts with each mark replaced by the value that goes there. */
function filled(
  parts: readonly TextPart[],
  mark: RegExp,
  filling: (mark: string, index: number) => Node,
): readonly TextPart[] {
  let index = 0;
  return parts.flatMap((part) => {
    if (typeof part !== "string") return [part];
    const marks = new RegExp(`(${mark.source})`);
    return part.split(marks).map((piece, place) => (place % 2 === 1 ? filling(piece, index++) : piece));
  });
}
