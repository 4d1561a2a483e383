import type { Json, JsonSchema, Operation } from "../../brief/openapi/types.ts";
import { plainValue, resolved } from "../../brief/plain-value.ts";
import { plainText } from "../../brief/request-body.ts";
import type { StageContexts } from "../check.ts";
import { isObject } from "../json-values.ts";
import { anyElement, type Base, basesOf, brokenPlaces } from "./bases.ts";
import { type Path, placeOf, withValueAt } from "./json-place.ts";
import type { Keywords } from "./keywords.ts";

/** A value of a request body that the document describes, in a body that is valid and has it. */
export interface Site extends Base {
  readonly path: Path;
  readonly value: unknown;
  readonly keywords: Keywords;
}

type Context = StageContexts["probe"];
type Found = Pick<Site, "path" | "value" | "keywords" | "body">;

/** Values nested deeper than this are not looked at: a schema may refer to itself. */
const deepest = 12;

/**
 * Every value that the request schemas of the document describe, nested ones included, each in a published example; of a list its
 * first and its last element, because what is checked of the first only is a common mistake. A list of one gets a second element,
 * an optional member that no example shows a plain value. Values that an example of the same operation shows to be wrong are left
 * out: there the brief contradicts itself.
 */
export function sitesOf(context: Context): readonly Site[] {
  return context.brief.api.operations.flatMap((operation) => {
    const bases = basesOf(context, operation);
    const broken = brokenPlaces(context.brief.api, operation);
    const found = new Map<string, Site>();
    const absent = new Map<string, Site>();
    for (const base of bases) {
      for (const site of walk(context, base)) {
        const place = placeOf(site.path);
        const known = site.body === base.body ? found : absent;
        if (!broken.has(anyElement(place)) && !known.has(place)) known.set(place, { ...base, ...site });
      }
    }
    return [...found.values(), ...[...absent].filter(([place]) => !found.has(place)).map(([, site]) => site)];
  });
}

function* walk(context: Context, base: Base): Generator<Found> {
  const { api } = context.brief;
  const isValid = (body: unknown): boolean => api.validate(base.schema, body, "request").valid;
  function* visit(schema: JsonSchema, { path, value, body }: Pick<Found, "path" | "value" | "body">): Generator<Found> {
    const keywords = resolved(schema, { api });
    if (keywords.readOnly === true || path.length > deepest) return;
    yield { path, value, keywords, body };
    if (Array.isArray(value)) yield* elements(schemaIn(keywords.items), { path, value, body });
    if (!isObject(value) || !isObject(keywords.properties)) return;
    for (const [name, property] of Object.entries(keywords.properties as Keywords)) {
      const inner = [...path, name];
      if (Object.hasOwn(value, name)) yield* visit(schemaIn(property), { path: inner, value: value[name], body });
      else yield* added(schemaIn(property), inner, body);
    }
  }
  function* elements(schema: JsonSchema, list: Pick<Found, "path" | "value" | "body">): Generator<Found> {
    const { path, body } = list;
    const [first, ...others] = list.value as readonly unknown[];
    if (first === undefined) return;
    yield* visit(schema, { path: [...path, 0], value: first, body });
    const last = others.at(-1);
    if (last !== undefined) {
      yield* visit(schema, { path: [...path, others.length], value: last, body });
      return;
    }
    for (const second of [first, plain(schema)]) {
      const longer = withValueAt(body, path, [first, second]);
      if (!isValid(longer)) continue;
      yield* visit(schema, { path: [...path, 1], value: second, body: longer });
      return;
    }
  }
  function* added(schema: JsonSchema, path: Path, body: unknown): Generator<Found> {
    if (resolved(schema, { api }).readOnly === true) return;
    const value = plain(schema);
    if (value === undefined) return;
    const larger = withValueAt(body, path, value);
    if (isValid(larger)) yield* visit(schema, { path, value, body: larger });
  }
  /** Undefined where none can be made: no text fits, or the schema demands itself inside itself. */
  const plain = (schema: JsonSchema): Json | undefined => {
    try {
      return plainValue(schema, { api, random: context.random, text: plainText(context.random), isRequest: true });
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  };
  yield* visit({ $ref: base.schema }, { path: [], value: base.body, body: base.body });
}

/** Absent and odd schemas allow anything. */
function schemaIn(schema: Json | undefined): JsonSchema {
  return typeof schema === "boolean" || isObject(schema) ? (schema as JsonSchema) : {};
}

/** The operations that take a JSON body, with the example to start from. */
export function bodiesOf(context: Context): readonly Base[] {
  return context.brief.api.operations.flatMap((operation: Operation) => basesOf(context, operation).slice(0, 1));
}
