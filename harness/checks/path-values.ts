import { valueAt } from "../brief/openapi/pointer.ts";
import type { Json, Operation } from "../brief/openapi/types.ts";
import { normal, type Producer, producersOf } from "../generate/producers.ts";
import { headerOf, jsonOf } from "../http/headers.ts";
import { matchPath } from "../http/match-operation.ts";
import type { Answered } from "../http/types.ts";
import type { StageContexts } from "./check.ts";
import { isSuccess } from "./contract/documented.ts";
import { isObject } from "./json-values.ts";
import { likelyBodies } from "./likely-bodies.ts";

type Context = Pick<StageContexts["probe"], "api" | "brief" | "random">;
type Values = Readonly<Record<string, string>>;

/** Collections inside collections deeper than this are not followed. */
const deepest = 4;

/**
 * Values for the variables of an operation's path with which there is something: made or listed by the operations of the document
 * that lead there, new ones where one creates them, else what the document gives as an example. Undefined where none can be had.
 */
export async function pathValues(context: Context, operation: Operation, depth = 0): Promise<Values | undefined> {
  let values: Values = {};
  for (const [, name = ""] of operation.path.matchAll(/\{([^}]+)\}/g)) {
    const value = (await producedValue(context, operation, name, values, depth)) ?? exampleOf(operation, name);
    if (value === undefined) return undefined;
    values = { ...values, [name]: value };
  }
  return values;
}

async function producedValue(
  context: Context,
  operation: Operation,
  name: string,
  known: Values,
  depth: number,
): Promise<string | undefined> {
  if (depth >= deepest) return undefined;
  const { path } = operation;
  for (const producer of producersOf(context.brief.api, operation, name)) {
    const outer = variablesOf(producer.operation).every((each) => Object.hasOwn(known, each))
      ? known
      : await pathValues(context, producer.operation, depth + 1);
    if (outer === undefined) continue;
    for (const json of likelyBodies(context, producer.operation)) {
      const exchange = await context.api.call(producer.operation.id, {
        path: outer,
        ...(json === undefined ? {} : { json }),
      });
      if (!isSuccess({ exchange })) continue;
      const value = valueIn(exchange, producer, { path, name }, json);
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

/** The value in an answer: a member with one of the names, what `Location` leads to, or what the client chose itself. */
function valueIn(
  { response, request }: Answered,
  { names, pointer }: Producer,
  { path, name }: { readonly path: string; readonly name: string },
  sent: unknown,
): string | undefined {
  const answer = jsonOf(response);
  const location = URL.parse(headerOf(response, "location") ?? "", new URL(request.target, "http://app").href);
  const led = location === null ? undefined : matchPath(path, location.pathname)?.[name];
  const linked = pointer === undefined ? undefined : textOf(valueAt(answer as Json, pointer));
  return linked ?? memberNamed(answer, names) ?? led ?? memberNamed(sent, names);
}

/** The first text or whole number under one of these names, at most two objects or lists deep; lists by their first element. */
function memberNamed(value: unknown, names: readonly string[], depth = 0): string | undefined {
  if (Array.isArray(value)) return depth > 2 ? undefined : memberNamed(value[0], names, depth + 1);
  if (!isObject(value) || depth > 2) return undefined;
  for (const name of names) {
    const [, found] = Object.entries(value).find(([key]) => normal(key) === name) ?? [];
    const text = textOf(found);
    if (text !== undefined) return text;
  }
  return Object.values(value)
    .map((inner) => memberNamed(inner, names, depth + 1))
    .find((inner) => inner !== undefined);
}

/** A text or a whole number as it stands in a path. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string" && value !== "") return value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

function variablesOf({ path }: Operation): readonly string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
}

function exampleOf({ parameters }: Operation, name: string): string | undefined {
  const value = parameters.find((each) => each.in === "path" && each.name === name)?.examples[0]?.value;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
