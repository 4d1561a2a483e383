import type { CreatedRecord, StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";

/**
 * A few new records that differ in what filters look at: two of one partition, one whose partition ends like theirs; the first
 * one has moved.
 */
export async function makeRecords(
  context: StageContexts["probe"],
): Promise<readonly [CreatedRecord, ...CreatedRecord[]]> {
  const { api, brief, records } = context;
  const { update, states, pathParameter, partition } = mainResource(brief);
  const { overrides } = partitionQuery(context);
  const first = await records.create(overrides);
  const own = partition === undefined ? undefined : overrides[partition.field];
  // Valid like the original one: the template takes any lower-case letters in this place.
  const similar = partition?.value.startsWith("{unique}") && own !== undefined ? { [partition.field]: `x${own}` } : {};
  const others = [await records.create(overrides), await records.create(similar)];
  const [to] = states?.transitions[states.initial] ?? [];
  if (update !== undefined && states !== undefined && to !== undefined) {
    await api.call(update, { path: { [pathParameter]: first.id }, json: { [states.field]: to } });
  }
  return [first, ...others];
}
