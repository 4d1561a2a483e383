import type { Node } from "web-tree-sitter";
import { around, fieldText } from "../facts/nodes.ts";
import { parsePython } from "../facts/parse.ts";
import type { Module } from "../facts/types.ts";
import { changedComparisons } from "./comparisons.ts";
import { changedConditions } from "./conditions.ts";
import { changedQueries } from "./queries.ts";
import { leftOutStatements } from "./statements.ts";
import { changedStatuses } from "./statuses.ts";
import type { Change, CodeMutant } from "./types.ts";
import { changedValues } from "./values.ts";

const operators = [
  changedConditions,
  changedComparisons,
  changedStatuses,
  leftOutStatements,
  changedQueries,
  changedValues,
];

/** Changes that are tried of one module at most; above that, a hostile module would keep the parser busy. */
const mostOfModule = 400;

/**
 * Every mutant of a module's functions, in source order (see `parses`). What stands at the top of a module runs once, at import,
 * whether a test looks or not: it is left alone.
 */
export async function mutantsOf(module: Module): Promise<readonly CodeMutant[]> {
  const tree = await parsePython(module.source);
  const mutants: CodeMutant[] = [];
  try {
    const root = tree.rootNode;
    const changes = operators
      .flatMap((operator) => operator(root))
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .slice(0, mostOfModule);
    for (const change of changes) {
      const mutant = mutantOf(root, module, change);
      if (mutant !== undefined) mutants.push(mutant);
    }
  } finally {
    tree.delete();
  }
  return mutants;
}

function mutantOf(root: Node, module: Module, change: Change): CodeMutant | undefined {
  const node = root.descendantForIndex(change.start, change.end);
  const inside = node === null ? undefined : around(node, "function_definition");
  const body = inside?.childForFieldName("body");
  if (node === null || inside === undefined || body === null || body === undefined) return undefined;
  // A default or a decorator runs at import, as the top of a module does.
  if (change.start < body.startIndex || isBeside(node)) return undefined;
  const { source } = module;
  const line = source.slice(0, change.start).split("\n").length;
  const mutated = source.slice(0, change.start) + change.replacement + source.slice(change.end);
  return {
    path: module.path,
    line,
    inside: fieldText(inside, "name"),
    kind: change.kind,
    what: change.what,
    before: cut(source.split("\n").slice(line - 1, line + newlines(source.slice(change.start, change.end)))),
    after: cut(mutated.split("\n").slice(line - 1, line + newlines(change.replacement))),
    source: mutated,
  };
}

/** What is written to a log, or checked by an assertion, is no behaviour that a test must hold in place. */
function isBeside(node: Node): boolean {
  if (around(node, "assert_statement") !== undefined) return true;
  for (let call = around(node, "call"); call !== undefined; call = around(call, "call")) {
    if (/(^|\.|_)(log|logger|logging)\.\w+$/i.test(fieldText(call, "function"))) return true;
  }
  return false;
}

function newlines(text: string): number {
  return text.split("\n").length - 1;
}

/** At most five lines of at most 160 characters. */
function cut(lines: readonly string[]): string {
  return lines
    .slice(0, 5)
    .map((line) => line.trim().slice(0, 160))
    .join("\n");
}

/** Whether Python can still be made of it: a mutant that can't even be imported proves nothing about tests. */
export async function parses(source: string): Promise<boolean> {
  const tree = await parsePython(source);
  try {
    return !tree.rootNode.hasError;
  } finally {
    tree.delete();
  }
}
