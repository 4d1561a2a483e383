import type { Node } from "web-tree-sitter";
import type { Resolve } from "./imports.ts";
import { all, argumentsOf, around, fieldText, lastOf, lineOf } from "./nodes.ts";
import { isHarmlessPart } from "./sql-parts.ts";
import { partsOf, type TextPart, wholeText } from "./text-parts.ts";
import type { SqlFact } from "./types.ts";

/** A statement on tables; `SELECT 1` asks for nothing. */
const statement =
  /^\s*(?:--[^\n]*\n\s*)*(?:with\s+(?:recursive\s+)?\w+.*\bas\s*(?:(?:not\s+)?materialized\s*)?\(|select\s.+\sfrom\s|insert\s+into\s|update\s.+\sset\s|delete\s+from\s)/is;

const runs = new Set([
  ...[
    "execute",
    "executemany",
    "executescript",
    "exec_driver_sql",
    "text",
    "mogrify",
    "raw",
    "SQL",
    "scalar",
    "scalars",
  ],
  ...[
    "fetch",
    "fetchone",
    "fetchall",
    "fetchrow",
    "fetchval",
    "fetch_one",
    "fetch_all",
    "query",
    "query_db",
    "read_sql",
  ],
]);

/** Strings of a module that are looked at; a hostile one could have any number. */
const mostInModule = 500;
/** Expressions inside SQL that are looked at closely, in a module. */
const mostValues = 200;

/** SQL that stands in the code and is run. Text that goes nowhere (a message, a docstring) is none. */
export function readSql(root: Node, resolve: Resolve): readonly SqlFact[] {
  const likely = all(root, "string").filter(({ text }) => /\b(select|insert|update|delete|with)\b|[=<>']/i.test(text));
  const wholes = new Map(
    likely
      .slice(0, mostInModule)
      .map((node) => wholeText(node))
      .map((node) => [node.id, node]),
  );
  const runnerOf = runners();
  let left = mostValues;
  return [...wholes.values()].flatMap((node) => {
    const call = runnerOf(node);
    if (call === undefined) return [];
    const parts = partsOf(node);
    const text = parts.map((part) => (typeof part === "string" ? part : "?")).join("");
    const isFragment = /^sqlalchemy\.(.*\.)?text$/.test(resolve(call.childForFieldName("function")) ?? "");
    if (!statement.test(text) && !isFragment) return [];
    const looked = left > 0 ? parts.slice(0, left) : [];
    left -= parts.filter((part) => typeof part !== "string").length;
    const inside = around(node, "function_definition");
    return [
      {
        line: lineOf(node),
        text: statement.test(text) ? text.replace(/\s+/g, " ").trim().slice(0, 80) : "",
        insideFunction: inside === undefined ? undefined : fieldText(inside, "name"),
        values: valuesIn(looked, root).map((value) => ({ line: lineOf(value), expression: value.text.slice(0, 80) })),
      },
    ];
  });
}

/** Finds the call that runs a text: it is given to one, or to a name that one is given in the same function. */
function runners(): (node: Node) => Node | undefined {
  const known = new Map<number, ReadonlyMap<string, Node>>();
  const runningIn = (scope: Node): ReadonlyMap<string, Node> => {
    const byName = known.get(scope.id) ?? new Map(all(scope, "call").filter(isRunning).flatMap(namesGiven));
    known.set(scope.id, byName);
    return byName;
  };
  return (node) => {
    const { parent } = node;
    if (parent?.type === "argument_list")
      return parent.parent !== null && isRunning(parent.parent) ? parent.parent : undefined;
    if (parent?.type !== "assignment" && parent?.type !== "augmented_assignment") return undefined;
    const name = parent.childForFieldName("left");
    const scope = around(node, "function_definition");
    if (name?.type !== "identifier" || scope === undefined) return undefined;
    return runningIn(scope).get(name.text);
  };
}

function namesGiven(call: Node): readonly (readonly [string, Node])[] {
  return argumentsOf(call).positional.flatMap((given) => (given.type === "identifier" ? [[given.text, call]] : []));
}

function isRunning(call: Node): boolean {
  return runs.has(lastOf(fieldText(call, "function")));
}

/** A value's place: inside quotes, or compared with. Names of tables, columns and whole clauses stand elsewhere. */
function valuesIn(parts: readonly TextPart[], root: Node): readonly Node[] {
  let before = "";
  return parts.flatMap((part) => {
    if (typeof part === "string") {
      before += part;
      return [];
    }
    const isQuoted = (before.replace(/--[^\n]*/g, "").match(/'/g)?.length ?? 0) % 2 === 1;
    const isCompared = /(=|<|>|\b(i?like|between))\s*$/i.test(before);
    const isFromClient = /\brequest\.(args|form|json|values|data|headers|cookies|get_json|view_args)\b/.test(part.text);
    before += "?";
    return isFromClient || ((isQuoted || isCompared) && !isHarmlessPart(part, root)) ? [part] : [];
  });
}
