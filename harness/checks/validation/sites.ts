import type { Json, JsonSchema, Operation } from "../../brief/openapi/types.ts";
import { plainValue, resolved } from "../../brief/plain-value.ts";
import { plainText } from "../../brief/request-body.ts";
import type { StageContexts } from "../check.ts";
import { isObject } from "../json-values.ts";
import { type Base, basesOf, brokenPlaces } from "./bases.ts";
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

/**
 * Every value that the request schemas of the document describe, nested ones and the first element of each list included, each in a
 * published example. An optional member that no example shows gets a plain value. Values that an example of the same operation
 * shows to be wrong are left out: there the brief contradicts itself.
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
        if (!broken.has(place) && !known.has(place)) known.set(place, { ...base, ...site });
      }
    }
    return [...found.values(), ...[...absent].filter(([place]) => !found.has(place)).map(([, site]) => site)];
  });
}

function* walk(context: Context, base: Base): Generator<Found> {
  const { api } = context.brief;
  function* visit(schema: JsonSchema, value: unknown, path: Path): Generator<Found> {
    const keywords = resolved(schema, { api });
    if (keywords.readOnly === true) return;
    yield { path, value, keywords, body: base.body };
    if (Array.isArray(value) && value.length > 0) yield* visit(schemaIn(keywords.items), value[0], [...path, 0]);
    if (!isObject(value) || !isObject(keywords.properties)) return;
    for (const [name, property] of Object.entries(keywords.properties as Keywords)) {
      const inner = [...path, name];
      if (Object.hasOwn(value, name)) yield* visit(schemaIn(property), value[name], inner);
      else yield* added(schemaIn(property), inner);
    }
  }
  function* added(schema: JsonSchema, path: Path): Generator<Found> {
    const keywords = resolved(schema, { api });
    if (keywords.readOnly === true) return;
    const value = plainValue(schema, { api, random: context.random, text: plainText(context.random) });
    const body = withValueAt(base.body, path, value);
    if (api.validate(base.schema, body, "request").valid) yield { path, value, keywords, body };
  }
  yield* visit({ $ref: base.schema }, base.body, []);
}

/** Absent and odd schemas allow anything. */
function schemaIn(schema: Json | undefined): JsonSchema {
  return typeof schema === "boolean" || isObject(schema) ? (schema as JsonSchema) : {};
}

/** The operations that take a JSON body, with the example to start from. */
export function bodiesOf(context: Context): readonly Base[] {
  return context.brief.api.operations.flatMap((operation: Operation) => basesOf(context, operation).slice(0, 1));
}
