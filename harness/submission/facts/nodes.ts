import type { Node } from "web-tree-sitter";

/** Nodes of these types below (and at) a node, in source order. */
export function all(node: Node, ...types: readonly string[]): readonly Node[] {
  return node.descendantsOfType([...types]);
}

const ownScope = new Set(["function_definition", "class_definition", "lambda"]);

/** As `all`, without what belongs to functions and classes defined inside. */
export function allHere(node: Node, ...types: readonly string[]): readonly Node[] {
  const found: Node[] = [];
  const waiting = node.namedChildren.toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (types.includes(next.type)) found.push(next);
    if (!ownScope.has(next.type)) waiting.push(...next.namedChildren.toReversed());
  }
  return found;
}

/** The nearest node of one of these types around a node. */
export function around(node: Node, ...types: readonly string[]): Node | undefined {
  for (let next = node.parent; next !== null; next = next.parent) if (types.includes(next.type)) return next;
  return undefined;
}

export function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

/** Text of a field, "" where there is none. */
export function fieldText(node: Node, field: string): string {
  return node.childForFieldName(field)?.text ?? "";
}

/** `a.b.c` of a name or a chain of attributes; undefined for anything that is computed. */
export function dotted(node: Node | null | undefined): string | undefined {
  if (node?.type === "identifier") return node.text;
  if (node?.type !== "attribute") return undefined;
  const object = dotted(node.childForFieldName("object"));
  return object === undefined ? undefined : `${object}.${fieldText(node, "attribute")}`;
}

/** Value of a string literal without placeholders. */
export function literal(node: Node | null | undefined): string | undefined {
  if (node?.type === "parenthesized_expression") return literal(node.firstNamedChild);
  if (node?.type === "concatenated_string") {
    const parts = node.namedChildren.map(literal);
    return parts.every((part) => part !== undefined) ? parts.join("") : undefined;
  }
  if (node?.type !== "string" || node.namedChildren.some(({ type }) => type === "interpolation")) return undefined;
  return node.namedChildren
    .filter(({ type }) => type === "string_content")
    .map(({ text }) => text)
    .join("");
}

/** Positional arguments and keyword arguments of a call. */
export function argumentsOf(call: Node): {
  readonly positional: readonly Node[];
  readonly named: ReadonlyMap<string, Node>;
} {
  const given = call.childForFieldName("arguments");
  const positional: Node[] = [];
  const named = new Map<string, Node>();
  for (const argument of given?.type === "argument_list" ? given.namedChildren : []) {
    const value = argument.type === "keyword_argument" ? argument.childForFieldName("value") : null;
    if (value !== null) named.set(fieldText(argument, "name"), value);
    else if (argument.type !== "comment" && argument.type !== "keyword_argument") positional.push(argument);
  }
  return { positional, named };
}

export function lastOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
