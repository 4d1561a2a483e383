import type { Node } from "web-tree-sitter";
import type { Resolve } from "./imports.ts";
import { all, allHere, argumentsOf, around, fieldText, lastOf, lineOf, literal } from "./nodes.ts";
import type { HandlerFact } from "./types.ts";

const everything = new Set(["Exception", "BaseException", "builtins.Exception", "builtins.BaseException"]);

/** Handlers that catch everything, and what becomes of the failure. */
export function readHandlers(root: Node, resolve: Resolve): readonly HandlerFact[] {
  const clauses = all(root, "except_clause", "except_group_clause").flatMap((clause): readonly HandlerFact[] => {
    const body = clause.namedChildren.find(({ type }) => type === "block");
    const attempt = clause.parent?.childForFieldName("body");
    const catches = caught(clause.childForFieldName("value"), resolve);
    if (catches === undefined || body === undefined || attempt === null || attempt === undefined) return [];
    const variable = all(clause, "as_pattern_target")[0]?.text;
    return [{ line: lineOf(clause), catches, ...situation(clause, failureIn(body, attempt, variable, clause)) }];
  });
  const suppressed = all(root, "with_item").flatMap((item): readonly HandlerFact[] => {
    const call = item.childForFieldName("value");
    const body = around(item, "with_statement")?.childForFieldName("body");
    if (call?.type !== "call" || resolve(call.childForFieldName("function")) !== "contextlib.suppress") return [];
    if (body === null || body === undefined) return [];
    const catches = argumentsOf(call)
      .positional.map((type) => resolve(type) ?? "")
      .find((name) => everything.has(name));
    if (catches === undefined) return [];
    return [{ line: lineOf(item), catches, ...situation(item, isHarmless(body) ? "harmless" : "swallowed") }];
  });
  return [...clauses, ...suppressed];
}

function situation(node: Node, failure: HandlerFact["failure"]): Pick<HandlerFact, "failure" | "insideFunction"> {
  const inside = around(node, "function_definition");
  return { failure, insideFunction: inside === undefined ? undefined : fieldText(inside, "name") };
}

function caught(value: Node | null, resolve: Resolve): string | undefined {
  if (value === null) return "everything (a bare except)";
  if (value.type === "as_pattern") return caught(value.firstNamedChild, resolve);
  if (value.type === "tuple" || value.type === "parenthesized_expression") {
    return value.namedChildren.map((part) => caught(part, resolve)).find((name) => name !== undefined);
  }
  const name = resolve(value);
  return name !== undefined && everything.has(name) ? lastOf(name) : undefined;
}

const ends = new Set(["abort", "exit", "_exit", "quit", "fail"]);
const logs = new Set(
  [
    "exception",
    "error",
    "critical",
    "fatal",
    "warning",
    "warn",
    "log",
    "print_exc",
    "print_exception",
    "format_exc",
  ].concat(["capture_exception", "set_exception", "notify", "report", "inc", "increment"]),
);
/** Ends the request or the process; but `abort(400)` says that the client was at fault, whatever it was. */
function isEnd(call: Node): boolean {
  const name = lastOf(fieldText(call, "function"));
  return ends.has(name) && !(name === "abort" && /^4\d\d$/.test(argumentsOf(call).positional[0]?.text ?? ""));
}

/** Calls that only show the exception's text to whoever asked: the failure itself is lost. */
const texts = new Set(["str", "repr", "jsonify", "dict", "format", "make_response", "type", "isinstance"]);
const speaks = new Set(["print", "echo", "secho", "info", "debug", "write"]);
const asksForHealth = /ready|health|alive|ping(?!_)|probe|reachable|available|connected|is_up|check|status$/i;
const answersFailure =
  /\b5\d\d\b|INTERNAL_SERVER_ERROR|SERVICE_UNAVAILABLE|BAD_GATEWAY|GATEWAY_TIMEOUT|(internal|server)_?error|unavailable|unhandled/i;

function failureIn(body: Node, attempt: Node, variable: string | undefined, clause: Node): HandlerFact["failure"] {
  const calls = allHere(body, "call");
  const called = calls.map((call) => lastOf(fieldText(call, "function")));
  if (allHere(body, "raise_statement").length > 0 || calls.some(isEnd)) return "raised";
  if (called.some((name) => logs.has(name) || /^(handle|report|notify|record|count)_/.test(name))) return "reported";
  if (allHere(body, "augmented_assignment").length > 0) return "reported";
  if (answersFailure.test(codeOf(body))) return "answered";
  if (variable !== undefined && isPassedOn(body, variable)) return "reported";
  const inside = fieldText(around(clause, "function_definition") ?? clause, "name");
  // "Is the database there?": no is the answer, and it is given.
  if (isProbe(clause, attempt) && allHere(body, "return_statement", "assignment").length > 0) return "answered";
  // Waits and tries again; or cleans up where nobody can be told.
  if (called.includes("sleep") || /^__(del|exit|aexit)__$/.test(inside)) return "harmless";
  return isHarmless(attempt) ? "harmless" : "swallowed";
}

/** Asks whether something is there: by the name of the function or class, or by what is asked. */
function isProbe(clause: Node, attempt: Node): boolean {
  const names = [around(clause, "function_definition"), around(clause, "class_definition")];
  if (names.some((node) => node !== undefined && asksForHealth.test(fieldText(node, "name")))) return true;
  return /\bping\(|\bselect 1\b/i.test(attempt.text);
}

/** Code without string literals and comments: "500 items" in a message is no answer. */
function codeOf(node: Node): string {
  const strings = all(node, "string", "comment").filter(
    (part) => (literal(part) ?? "").length > 3 || part.type === "comment",
  );
  return strings.reduceRight(
    (text, part) => text.slice(0, part.startIndex - node.startIndex) + text.slice(part.endIndex - node.startIndex),
    node.text,
  );
}

/** The exception itself is kept (assigned), handed to a function, or said with words. */
function isPassedOn(body: Node, variable: string): boolean {
  return allHere(body, "identifier").some((use) => {
    if (use.text !== variable) return false;
    const parent = use.parent;
    if (parent?.type === "assignment") return true;
    for (let call = around(use, "call"); call !== undefined; call = around(call, "call")) {
      const name = lastOf(fieldText(call, "function"));
      if (speaks.has(name)) return true;
      const direct = parent?.type === "argument_list" || parent?.type === "keyword_argument";
      if (direct && !texts.has(name) && call.equals(around(use, "call") ?? call)) return true;
    }
    return false;
  });
}

/** Turning a value into another: whatever goes wrong, the value was the reason. */
const converts = new Set(
  [
    "int",
    "float",
    "bool",
    "str",
    "bytes",
    "Decimal",
    "UUID",
    "loads",
    "parse",
    "fromisoformat",
    "strptime",
    "isoformat",
  ]
    .concat([
      "fromtimestamp",
      "b64decode",
      "urlsafe_b64decode",
      "decode",
      "encode",
      "split",
      "rsplit",
      "partition",
      "strip",
    ])
    .concat([
      "get_json",
      "get",
      "len",
      "list",
      "tuple",
      "dict",
      "set",
      "replace",
      "lower",
      "upper",
      "fromhex",
      "unhexlify",
    ])
    .concat([
      "rstrip",
      "lstrip",
      "append",
      "items",
      "keys",
      "values",
      "astimezone",
      "validate_email",
      "quantize",
      "getlist",
    ]),
);
/** Putting away what may be broken already. */
const cleans = new Set([
  "close",
  "rollback",
  "remove",
  "unlink",
  "rmtree",
  "shutdown",
  "terminate",
  "kill",
  "cancel",
  "dispose",
  "release",
  "quit",
]);

/** Only imports, only conversions, or only cleaning up. */
function isHarmless(attempt: Node): boolean {
  const statements = attempt.namedChildren.filter(({ type }) => type !== "comment");
  if (statements.every(({ type }) => /^import_|^pass_statement$|^future_import/.test(type))) return true;
  const called = all(attempt, "call").map((call) => lastOf(fieldText(call, "function")));
  return called.every((name) => converts.has(name)) || called.every((name) => cleans.has(name));
}
