import type { StageContexts } from "../../check.ts";
import type { JsonObject } from "../../json-values.ts";
import { mainResource } from "../../main-resource.ts";
import { partitionQuery } from "../../partition-query.ts";
import type { Model } from "./known.ts";

type Context = StageContexts["probe"];

/** One run of planned commands: records, ids and keys of its own, so that no other run is in its way. */
export interface Attempt {
  readonly context: Context;
  readonly model: Model;
  /** The id that the create with this number made, or met. */
  readonly ids: Map<number, string>;
  /** By number of the create: its body, and its key where the brief has keys. */
  readonly requests: Map<number, { readonly json: JsonObject; readonly key: string }>;
  /** What every record of the run is created with, and every list is filtered by. */
  readonly overrides: JsonObject;
  readonly query: Readonly<Record<string, string>>;
  /** The value of the field that keeps records apart, for each of the few that a plan uses. Empty where the brief has none. */
  readonly separator: (slot: number) => JsonObject;
  /** Texts that must be new when the run is repeated. */
  readonly onlyOnce: Set<string>;
}

export function beginAttempt(context: Context): Attempt {
  const { exclusive, partition } = mainResource(context.brief);
  const { overrides, query } = partitionQuery(context);
  const onlyOnce = new Set<string>();
  const separators = new Map<number, JsonObject>();
  const own = partition === undefined ? undefined : overrides[partition.field];
  if (own !== undefined) onlyOnce.add(uniquePart(partition?.value, own));
  return {
    context,
    model: new Map(),
    ids: new Map(),
    requests: new Map(),
    overrides,
    query,
    onlyOnce,
    separator(slot) {
      const known = separators.get(slot);
      if (known !== undefined || exclusive === undefined) return known ?? {};
      const value = (exclusive.value.includes("{unique}") ? context.records.body() : {})[exclusive.field];
      const made = { [exclusive.field]: value ?? exclusive.value };
      onlyOnce.add(uniquePart(exclusive.value, String(made[exclusive.field])));
      separators.set(slot, made);
      return made;
    },
  };
}

/** What stands for `{unique}` in a value that was made from a template. */
function uniquePart(template: string | undefined, value: string): string {
  const [before = "", after = ""] = (template ?? "{unique}").split("{unique}");
  return value.slice(before.length, value.length - after.length);
}
