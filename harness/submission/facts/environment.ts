import type { Node } from "web-tree-sitter";
import { environmentNames, type GivenTo, parameterNames } from "./environment-names.ts";
import type { Resolve } from "./imports.ts";
import { all, argumentsOf, around, dotted, fieldText, lastOf, lineOf, literal } from "./nodes.ts";
import type { ClassFact, EnvironmentRead } from "./types.ts";

const readers = new Set(["os.getenv", "os.environ.get", "os.environ.pop", "os.environ.setdefault", "decouple.config"]);
/** Methods of such a parser that read no variable. */
const notReading = new Set(["read_env", "seal", "prefixed", "dump", "add_parser", "parser_for"]);

/**
 * Variables that the code reads from its environment, as far as the names are written down in the module. `given` says which
 * functions of the submission are called with the whole environment.
 */
export function readEnvironment(
  root: Node,
  resolve: Resolve,
  classes: readonly ClassFact[],
  given: readonly GivenTo[],
): readonly EnvironmentRead[] {
  const known = environmentNames(root, resolve, given);
  const origin = (node: Node | null | undefined): string | undefined => {
    const [first = "", ...rest] = dotted(node)?.split(".") ?? [];
    const name = known.findLast((found) => found.name === first && isWithin(node, found.scope));
    return name === undefined ? resolve(node) : [name.origin, ...rest].join(".");
  };
  const keys: Key[] = [...subscripts(root, origin), ...calls(root, origin)];
  const constants = constantsOf(root);
  const found = keys.flatMap(({ key, at }) =>
    valuesOf(key, constants).map((variable) => ({ variable, line: lineOf(at) })),
  );
  const through = throughWrappers(root, keys);
  const reads = [...found, ...through, ...settings(root, classes)];
  const first = new Map<string, EnvironmentRead>();
  for (const read of reads.toSorted((a, b) => a.line - b.line)) {
    if (!first.has(read.variable)) first.set(read.variable, read);
  }
  return [...first.values()];
}

function isWithin(node: Node | null | undefined, scope: Node | undefined): boolean {
  if (scope === undefined || node === null || node === undefined) return true;
  return scope.startIndex <= node.startIndex && node.endIndex <= scope.endIndex;
}

interface Key {
  readonly key: Node;
  readonly at: Node;
}

type Origin = (node: Node | null | undefined) => string | undefined;

function subscripts(root: Node, origin: Origin): readonly Key[] {
  return all(root, "subscript").flatMap((at) => {
    const key = at.childForFieldName("subscript");
    return key !== null && origin(at.childForFieldName("value")) === "os.environ" && !isWritten(at)
      ? [{ key, at }]
      : [];
  });
}

/** `os.environ["X"] = ...` sets; it asks nothing of whoever runs the service. */
function isWritten(subscript: Node): boolean {
  const parent = subscript.parent;
  if (parent?.type === "delete_statement") return true;
  return parent?.type === "assignment" && parent.childForFieldName("left")?.equals(subscript) === true;
}

function calls(root: Node, origin: Origin): readonly Key[] {
  return all(root, "call").flatMap((at) => {
    const name = origin(at.childForFieldName("function"));
    const key = argumentsOf(at).positional[0];
    if (name === undefined || key === undefined) return [];
    const parsed = /^environs\.Env(\.\w+)?$/.test(name) && !notReading.has(lastOf(name));
    return readers.has(name) || parsed ? [{ key, at }] : [];
  });
}

/** A literal, a constant of the module, or what a loop over literals goes through. */
function valuesOf(key: Node, constants: ReadonlyMap<string, Node>): readonly string[] {
  const value = literal(key);
  if (value !== undefined) return [value];
  if (key.type !== "identifier") return [];
  const loop = around(key, "for_statement", "for_in_clause", "list_comprehension", "dictionary_comprehension");
  const clauses = loop === undefined ? [] : [loop, ...all(loop, "for_in_clause")];
  const looped = clauses.find((clause) => fieldText(clause, "left") === key.text)?.childForFieldName("right");
  if (looped !== undefined) return literalsIn(looped === null ? null : (constants.get(looped.text) ?? looped));
  const named = literal(constants.get(key.text));
  return named === undefined ? [] : [named];
}

/** Values of names that are assigned at the top of the module. */
function constantsOf(root: Node): ReadonlyMap<string, Node> {
  const assignments = root.namedChildren.map((statement) => statement.firstNamedChild);
  return new Map(
    assignments.flatMap((node) => {
      const value = node?.type === "assignment" ? node.childForFieldName("right") : null;
      return node === null || value === null ? [] : [[fieldText(node, "left"), value] as const];
    }),
  );
}

function literalsIn(node: Node | null): readonly string[] {
  if (node === null || !["tuple", "list", "set"].includes(node.type)) return [];
  return node.namedChildren.flatMap((child) => literal(child) ?? []);
}

/** `def required(name): return os.environ[name]` reads what its callers name. */
function throughWrappers(root: Node, keys: readonly Key[]): readonly EnvironmentRead[] {
  const wrappers = new Map<string, number>();
  for (const { key } of keys) {
    const wrapper = around(key, "function_definition");
    if (key.type !== "identifier" || wrapper === undefined) continue;
    const index = parameterNames(wrapper).indexOf(key.text);
    if (index >= 0) wrappers.set(fieldText(wrapper, "name"), index);
  }
  return all(root, "call").flatMap((call) => {
    const index = wrappers.get(lastOf(fieldText(call, "function")));
    const variable = index === undefined ? undefined : literal(argumentsOf(call).positional[index]);
    return variable === undefined ? [] : [{ variable, line: lineOf(call) }];
  });
}

/** Fields of a pydantic settings class are variables: prefix and name, in any case of letters. */
function settings(root: Node, classes: readonly ClassFact[]): readonly EnvironmentRead[] {
  const names = new Set(
    classes.filter(({ bases }) => bases.some((base) => lastOf(base) === "BaseSettings")).map(({ name }) => name),
  );
  return all(root, "class_definition").flatMap((node) => {
    const body = node.childForFieldName("body");
    if (body === null || !names.has(fieldText(node, "name"))) return [];
    const prefix = all(body, "keyword_argument", "assignment", "pair")
      .filter((part) => /^["']?env_prefix["']?$/.test(part.firstNamedChild?.text ?? ""))
      .map((part) => literal(part.lastNamedChild))[0];
    return body.namedChildren
      .flatMap((statement) => (statement.firstNamedChild?.type === "assignment" ? [statement.firstNamedChild] : []))
      .filter((field) => field.childForFieldName("type") !== null && !/ClassVar/.test(fieldText(field, "type")))
      .flatMap((field) => fieldVariable(field, prefix ?? ""));
  });
}

function fieldVariable(field: Node, prefix: string): readonly EnvironmentRead[] {
  const name = fieldText(field, "left");
  const value = field.childForFieldName("right");
  const named = value?.type === "call" ? argumentsOf(value).named : new Map<string, Node>();
  const alias = named.get("validation_alias") ?? named.get("alias") ?? named.get("env");
  if (name === "model_config" || name.startsWith("_") || value?.type === "lambda") return [];
  if (alias === undefined) return [{ variable: `${prefix}${name}`.toUpperCase(), line: lineOf(field) }];
  const variable = literal(alias);
  return variable === undefined ? [] : [{ variable: variable.toUpperCase(), line: lineOf(field) }];
}
