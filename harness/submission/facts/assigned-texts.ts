import type { Node } from "web-tree-sitter";
import type { Resolve } from "./imports.ts";
import { all, argumentsOf, dotted, fieldText, lastOf, lineOf, literal } from "./nodes.ts";
import type { AssignedText } from "./types.ts";

/** Texts longer than this are no settings. */
const longest = 500;

/** Texts that are given a name in the code, and what stands in for variables that are not set. */
export function readTexts(root: Node, resolve: Resolve): readonly AssignedText[] {
  const named = all(
    root,
    "assignment",
    "keyword_argument",
    "pair",
    "default_parameter",
    "typed_default_parameter",
  ).flatMap((node) => {
    const target = node.childForFieldName("left") ?? node.childForFieldName("name") ?? node.childForFieldName("key");
    const value = literal(node.childForFieldName("right") ?? node.childForFieldName("value"));
    return textOf(nameOf(target), value, node, false);
  });
  const fallbacks = all(root, "call").flatMap((call) => {
    const read = resolve(call.childForFieldName("function"));
    if (read === undefined || !/^(os\.getenv|os\.environ\.get|os\.environ\.setdefault)$/.test(read)) return [];
    const { positional, named: byName } = argumentsOf(call);
    const variable = literal(positional[0]);
    const either = call.parent?.type === "boolean_operator" ? call.parent.childForFieldName("right") : undefined;
    return textOf(variable, literal(positional[1] ?? byName.get("default") ?? either), call, true);
  });
  return [...named, ...fallbacks];
}

function textOf(
  name: string | undefined,
  value: string | undefined,
  at: Node,
  isFallback: boolean,
): readonly AssignedText[] {
  if (name === undefined || value === undefined || value === "" || value.length > longest) return [];
  return [{ name, value, line: lineOf(at), isFallback }];
}

/** `SECRET` of `SECRET`, `config.SECRET`, `config["SECRET"]` and `"SECRET": ...`. */
function nameOf(target: Node | null): string | undefined {
  if (target?.type === "subscript") return literal(target.childForFieldName("subscript"));
  if (target?.type === "attribute") return fieldText(target, "attribute");
  const name = literal(target) ?? dotted(target);
  return name === undefined ? undefined : lastOf(name);
}
