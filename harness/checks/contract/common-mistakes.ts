import type { Operation, Parameter } from "../../brief/openapi/types.ts";
import type { Brief } from "../../brief/types.ts";
import { matchOperation } from "../../http/match-operation.ts";
import type { CallOptions } from "../../http/types.ts";
import type { Exchange } from "../../types/exchange.ts";
import { isObject, type JsonObject } from "../json-values.ts";
import { takenBefore } from "../likely-bodies.ts";
import { isAnswered } from "./documented.ts";
import { jsonBody } from "./json-body.ts";

export interface Mistake {
  readonly operation: Operation;
  readonly options: CallOptions;
}

const json = { "Content-Type": "application/json" };

/**
 * The mistakes that clients make most, for each documented operation: a body that is no JSON or no object, a member left out or of
 * another type, odd parameters, an unknown id. Always the same ones. What they must be answered with is not asked here, only that
 * the service stays up; so that none of them needs to be invalid.
 */
export function commonMistakes(brief: Brief, traffic: readonly Exchange[]): readonly Mistake[] {
  return brief.api.operations.flatMap((operation) => {
    const path = knownPath(operation, traffic);
    const good = goodBody(brief, operation, traffic);
    return [
      ...wrongBodies(operation, good).map((options) => ({ operation, options: { ...options, path } })),
      ...wrongQueries(operation).map((query) => ({ operation, options: { query, path } })),
      ...[...wrongPaths(operation), ...neighbours(path)].map((wrong) => ({
        operation,
        options: { ...good, path: wrong },
      })),
    ];
  });
}

/** Path values with which something was found during this run; else the document's examples. */
function knownPath(operation: Operation, traffic: readonly Exchange[]): Readonly<Record<string, string>> {
  const found = traffic.findLast(
    (exchange) =>
      isAnswered(exchange) &&
      exchange.response.status < 300 &&
      matchOperation([{ ...operation, method: "get" }], { ...exchange.request, method: "GET" }) !== undefined,
  );
  const examples = Object.fromEntries(
    pathParameters(operation).map(({ name, examples: [first] }) => [name, String(first?.value ?? "1")]),
  );
  return found === undefined
    ? examples
    : (matchOperation([{ ...operation, method: "get" }], { ...found.request, method: "GET" })?.path ?? examples);
}

/** The numbers beside a known one: of the same record, the next that may or may not be there. */
function neighbours(known: Readonly<Record<string, string>>): readonly Record<string, string>[] {
  const numbers = Object.entries(known).filter(([, value]) => /^\d{1,15}$/.test(value));
  return numbers.flatMap(([name, value]) =>
    [-1, 1].map((step) => ({ ...known, [name]: String(Number(value) + step) })),
  );
}

function pathParameters(operation: Operation): readonly Parameter[] {
  return operation.parameters.filter((parameter) => parameter.in === "path");
}

function wrongPaths(operation: Operation): readonly Record<string, string>[] {
  const names = pathParameters(operation).map(({ name }) => name);
  if (names.length === 0) return [];
  const nobody = "00000000-0000-0000-0000-000000000000";
  const values = [
    "0",
    "-1",
    "not-an-id",
    nobody,
    "9".repeat(30),
    "x".repeat(300),
    "nul\0inside",
    "'",
    "%",
    "\u{1f375}",
  ];
  return values.map((value) => Object.fromEntries(names.map((name) => [name, value])));
}

function wrongQueries(operation: Operation): readonly Record<string, string>[] {
  const values = ["", "abc", "-1", "1e9", "9".repeat(30), "null", "[]", "'", "%", "nul\0inside", "\u{1f375}"];
  // The last moments of the calendar, which lie beyond it in another time zone.
  const edges = ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"];
  return operation.parameters
    .filter((parameter) => parameter.in === "query")
    .flatMap(({ name }) => [...values, ...edges].map((value) => ({ [name]: value })));
}

function wrongBodies(operation: Operation, good: GoodBody): readonly CallOptions[] {
  if (jsonBody(operation) === undefined) return [];
  const raw = ["", "{", "[]", "null", "true", '"text"', "1", "{}"].map((body) => ({ headers: json, body }));
  const altered = isObject(good.json) ? alteredBodies(good.json) : [];
  return [
    ...raw,
    { headers: { "Content-Type": "text/plain" }, body: "text" },
    { headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: "a=1" },
    ...altered.map((body) => ({ json: body })),
  ];
}

interface GoodBody {
  readonly json?: unknown;
}

/** The document's first example, else what the operation took before. */
function goodBody(brief: Brief, operation: Operation, traffic: readonly Exchange[]): GoodBody {
  const [first] = jsonBody(operation)?.examples ?? [];
  if (first !== undefined) return { json: first.value };
  return Object.fromEntries(takenBefore({ api: { traffic }, brief }, operation).map((body) => ["json", body]));
}

const otherValues: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e30, "", "text", [], {}, [null]],
  ...["nul\0inside", "\ud83d", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", Number.MAX_SAFE_INTEGER],
];

/** The example with one member left out or replaced, at the top and inside the first object of each list. */
function alteredBodies(example: JsonObject): readonly JsonObject[] {
  return Object.entries(example).flatMap(([name, value]) => {
    const { [name]: _, ...without } = example;
    const inner = Array.isArray(value) && isObject(value[0]) ? alteredBodies(value[0]) : [];
    return [
      without,
      ...otherValues.map((other) => ({ ...example, [name]: other })),
      ...inner.map((element) => ({ ...example, [name]: [element] })),
    ];
  });
}
