import type { Node } from "web-tree-sitter";
import { all, around, fieldText, lineOf } from "./nodes.ts";
import type { StateFact } from "./types.ts";

const containers = new Set(["list", "dictionary", "set"]);
const makers = /^(collections\.)?(list|dict|set|defaultdict|deque|Counter|OrderedDict)$/;
const changes = new Set([
  ...["append", "extend", "insert", "add", "update", "pop", "popitem", "popleft", "remove", "discard", "clear"],
  ...["setdefault", "appendleft"],
]);

/**
 * Containers at the top of a module that a function changes, and numbers that a function counts up. A name that is nothing
 * (`None`) until it is made once is not among them, nor what only the module itself fills.
 */
export function readState(root: Node): readonly StateFact[] {
  const found = new Map<string, StateFact>();
  const names = new Map(
    root.namedChildren.flatMap((statement) => {
      const assignment = statement.firstNamedChild;
      const left = assignment?.type === "assignment" ? assignment.childForFieldName("left") : null;
      const value = assignment?.childForFieldName("right") ?? null;
      if (assignment === null || left?.type !== "identifier" || value === null) return [];
      return isContainer(value) || value.type === "integer" ? [[left.text, { line: lineOf(assignment), value }]] : [];
    }),
  );
  if (names.size === 0) return [];
  const isLocal = localNames();
  const change = (target: Node | null, at: Node): void => {
    const known = target?.type === "identifier" ? names.get(target.text) : undefined;
    const inside = around(at, "function_definition");
    if (target === null || known === undefined || inside === undefined || isLocal(target.text, at)) return;
    if (found.has(target.text)) return;
    const name = target.text;
    found.set(name, { name, line: known.line, changedAt: lineOf(at), changedIn: fieldText(inside, "name") });
  };
  for (const call of all(root, "call")) {
    const called = call.childForFieldName("function");
    if (called?.type === "attribute" && changes.has(fieldText(called, "attribute"))) {
      change(called.childForFieldName("object"), call);
    }
  }
  for (const node of all(root, "assignment", "augmented_assignment", "delete_statement")) {
    const left = node.type === "delete_statement" ? node.firstNamedChild : node.childForFieldName("left");
    if (left?.type === "subscript") change(left.childForFieldName("value"), node);
    else if (left?.type === "identifier" && isGlobal(left.text, node)) change(left, node);
  }
  return [...found.values()];
}

function isContainer(value: Node): boolean {
  return containers.has(value.type) || (value.type === "call" && makers.test(fieldText(value, "function")));
}

function isGlobal(name: string, at: Node): boolean {
  const definition = around(at, "function_definition");
  return definition !== undefined && all(definition, "global_statement").some((node) => namesIn(node).includes(name));
}

/** True for a name that is a parameter, or is assigned in a function around it without `global`: another thing of the same name. */
function localNames(): (name: string, at: Node) => boolean {
  const known = new Map<number, ReadonlySet<string>>();
  const localsOf = (scope: Node): ReadonlySet<string> => {
    const locals = known.get(scope.id) ?? new Set([...targetsIn(scope)]);
    known.set(scope.id, locals);
    return locals;
  };
  return (name, at) => {
    for (let scope = around(at, "function_definition"); scope; scope = around(scope, "function_definition")) {
      if (localsOf(scope).has(name)) return !isGlobal(name, at);
    }
    return false;
  };
}

function targetsIn(scope: Node): readonly string[] {
  const parameters = scope.childForFieldName("parameters");
  const targets = all(scope, "assignment", "for_statement", "named_expression", "for_in_clause", "as_pattern_target");
  const assigned = targets.flatMap((node) => {
    const left = node.childForFieldName("left") ?? node.childForFieldName("name") ?? node;
    if (left.type === "identifier") return [left.text];
    return /_(pattern|list)|target$/.test(left.type) ? namesIn(left) : [];
  });
  return [...(parameters === null ? [] : namesIn(parameters)), ...assigned];
}

function namesIn(node: Node): readonly string[] {
  return all(node, "identifier").map(({ text }) => text);
}
