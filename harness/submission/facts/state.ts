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
 * (`None`) until it is made once is not among them, nor what only the module itself fills, nor a cache that only ever gets entries:
 * what is in it can be made again.
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
  const scopesOf = scopesOfNames();
  const change = (target: Node | null, at: Node): void => {
    const known = target?.type === "identifier" ? names.get(target.text) : undefined;
    if (target === null || known === undefined || found.has(target.text)) return;
    const inside = around(at, "function_definition");
    if (inside === undefined || isLocal(target.text, scopesOf(at))) return;
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
    if (left?.type === "subscript") {
      const target = left.childForFieldName("value");
      if (node.type !== "assignment" || !isCache.test(target?.text ?? "")) change(target, node);
    } else if (left?.type === "identifier" && names.has(left.text) && scopesOf(node)[0]?.global.has(left.text))
      change(left, node);
  }
  return [...found.values()];
}

const isCache = /(^|_)(cached?|memo)(_|$)/i;

function isContainer(value: Node): boolean {
  return containers.has(value.type) || (value.type === "call" && makers.test(fieldText(value, "function")));
}

interface ScopeNames {
  /** Parameters, and what is assigned. */
  readonly local: ReadonlySet<string>;
  /** What `global` names. */
  readonly global: ReadonlySet<string>;
}

/** The names of each function around a node, from the inside out; each function is read once. */
function scopesOfNames(): (at: Node) => readonly ScopeNames[] {
  const known = new Map<number, ScopeNames>();
  const namesOf = (scope: Node): ScopeNames => {
    const names = known.get(scope.id) ?? {
      local: new Set(targetsIn(scope)),
      global: new Set(all(scope, "global_statement").flatMap(namesIn)),
    };
    known.set(scope.id, names);
    return names;
  };
  return (at) => {
    const found: ScopeNames[] = [];
    for (let scope = around(at, "function_definition"); scope; scope = around(scope, "function_definition")) {
      found.push(namesOf(scope));
    }
    return found;
  };
}

/** A parameter, or assigned in a function around it without `global`: another thing of the same name. */
function isLocal(name: string, scopes: readonly ScopeNames[]): boolean {
  const nearest = scopes.find(({ local, global }) => local.has(name) || global.has(name));
  return nearest !== undefined && !nearest.global.has(name);
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
