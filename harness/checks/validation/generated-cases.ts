import type { ApiDescription, Json } from "../../brief/openapi/types.ts";
import { schemaValues } from "../../generate/schema-values.ts";
import type { SchemaValues, Variation } from "../../generate/types.ts";
import type { StageContexts } from "../check.ts";
import { nameOf } from "../contract/documented.ts";
import { isObject } from "../json-values.ts";
import { publishedResource } from "../main-resource.ts";
import { anyElement, type Base, brokenPlaces } from "./bases.ts";
import { type Case, mayBeRefused } from "./cases.ts";
import { placeOf } from "./json-place.ts";
import { bodiesOf } from "./sites.ts";
import { workingOperations } from "./working-operations.ts";

type Context = StageContexts["probe"];

interface Varied {
  readonly base: Base;
  readonly values: SchemaValues;
}

/** What the schema of an operation's body gives, by operation: it is the same for every check of a run, and takes a while. */
const made = new WeakMap<ApiDescription, Map<string, Varied>>();

/**
 * The cases that the schemas themselves give for these keywords, where a check's own don't reach: alternatives, members that
 * depend on each other, steps of numbers. Each varies the first example of an operation in one thing.
 */
export function generatedCases(context: Context, isOurs: (variation: Variation) => boolean): readonly Case[] {
  const { api } = context.brief;
  const working = workingOperations(context);
  const bases = bodiesOf(context).filter(({ operation }) => working.has(operation.id));
  return bases.flatMap((base) => {
    const { values, base: varied } = variedFor(api, base);
    const broken = brokenPlaces(api, base.operation);
    const isFair = (variation: Variation): boolean =>
      isOurs(variation) && !broken.has(anyElement(placeOf(variation.path)));
    const caseOf = (variation: Variation, wanted: Case["wanted"]): Case => ({
      operation: base.operation,
      subject: `${nameOf(base.operation)} ${placeOf(variation.path)} ${variation.rule}`,
      what: variation.what,
      rule: variation.rule,
      options: { json: inOwnPartition(context, base, varied, variation.value) },
      wanted,
    });
    return [
      ...values.violations.filter(isFair).map((each) => caseOf(each, "refused")),
      ...values.boundaries
        .filter((each) => isFair(each) && !mayBeRefused(context.brief, base.operation, each.value))
        .map((each) => caseOf(each, "accepted")),
    ];
  });
}

function variedFor(api: ApiDescription, base: Base): Varied {
  const known = made.get(api) ?? new Map<string, Varied>();
  made.set(api, known);
  const found = known.get(base.operation.id);
  if (found !== undefined) return found;
  const source = { api, pointer: base.schema, direction: "request" as const };
  const varied = { base, values: schemaValues(source, base.body as Json) };
  known.set(base.operation.id, varied);
  return varied;
}

/** The values that keep the records of probes apart are those of this check, as far as the variation did not change them. */
function inOwnPartition({ brief }: Context, own: Base, varied: Base, value: Json): unknown {
  const { partition, exclusive } = publishedResource(brief) ?? {};
  const { body: now } = own;
  const { body: then } = varied;
  if (!isObject(value) || !isObject(now) || !isObject(then)) return value;
  const names = [partition?.field, exclusive?.field].flatMap((name) => name ?? []);
  const kept = names.filter((name) => Object.hasOwn(value, name) && value[name] === then[name]);
  return { ...value, ...Object.fromEntries(kept.map((name) => [name, now[name]])) };
}
