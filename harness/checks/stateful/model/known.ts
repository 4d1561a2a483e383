import { excludeEachOther } from "../../../brief/exclusion.ts";
import { propertyOf, successSchema } from "../../../brief/openapi/property.ts";
import { ruledValue } from "../../../brief/record-rules.ts";
import type { Brief } from "../../../brief/types.ts";
import type { JsonObject } from "../../json-values.ts";
import { mainResource } from "../../main-resource.ts";

/** What the model knows of one record. A member that is not here is one about which the brief leaves everything open. */
export interface Known {
  readonly id: string;
  readonly members: JsonObject;
  readonly isGone: boolean;
}

/** The records of one run, by id. */
export type Model = Map<string, Known>;

/** The members that a new record has by the brief: what was sent, the first state, and what follows from the two. */
export function createdMembers(brief: Brief, sent: JsonObject): JsonObject {
  const { states } = mainResource(brief);
  return withInvariants(brief, { ...(states === undefined ? {} : { [states.field]: states.initial }), ...sent });
}

/**
 * The members after a change that was taken. The time of the last change is forgotten, until the record is read: a brief says that
 * it moves, not where to.
 */
export function changedMembers(brief: Brief, { members }: Known, sent: JsonObject): JsonObject {
  const { timestamps } = mainResource(brief);
  const changed: Record<string, unknown> = { ...members, ...sent };
  if (timestamps !== undefined) delete changed[timestamps.updated];
  return withInvariants(brief, changed);
}

/** The record with what an answer shows of it beyond what was known: what the server sets, defaults. */
export function learned(brief: Brief, known: Known, shown: JsonObject): Known {
  const schema = successSchema(brief.api.operation(mainResource(brief).read));
  const fresh = Object.entries(shown).filter(
    ([member]) =>
      !Object.hasOwn(known.members, member) &&
      schema !== undefined &&
      propertyOf(brief.api, schema.pointer, member) !== undefined,
  );
  return { ...known, members: { ...known.members, ...Object.fromEntries(fresh) } };
}

/**
 * Whether another record keeps this one from being created. "open" where that one was deleted: only of an id that the client
 * chooses is it certain that it is free again.
 */
export function exclusionOf(brief: Brief, model: Model, members: JsonObject): "excluded" | "open" | "free" {
  const { exclusive, states, id } = mainResource(brief);
  if (exclusive === undefined) return "free";
  const others = [...model.values()].filter((known) => excludeEachOther(known.members, members, exclusive, states));
  if (others.some(({ isGone }) => !isGone)) return "excluded";
  return others.length > 0 && exclusive.field !== id ? "open" : "free";
}

function withInvariants(brief: Brief, members: JsonObject): JsonObject {
  const ruled = Object.entries(mainResource(brief).invariants)
    .map(([field, rule]) => [field, ruledValue(members, rule)] as const)
    .filter(([, value]) => value !== undefined);
  return { ...members, ...Object.fromEntries(ruled) };
}
