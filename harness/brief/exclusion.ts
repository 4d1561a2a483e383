import type { DataRecord, Exclusive, StateMachine } from "./types.ts";

/** Whether two records can't both be stored: the same value of the field, intervals that overlap, and neither released. */
export function excludeEachOther(
  one: DataRecord,
  other: DataRecord,
  { field, overlap }: Exclusive,
  states: StateMachine | undefined,
): boolean {
  if (one[field] !== other[field]) return false;
  if (overlap === undefined) return true;
  const { interval, releasedBy } = overlap;
  const isReleased = (record: DataRecord): boolean =>
    states !== undefined && releasedBy.includes(String(record[states.field]));
  if (isReleased(one) || isReleased(other)) return false;
  const [from, to] = interval;
  const at = (record: DataRecord, name: string): number => Date.parse(String(record[name]));
  return at(one, from) < at(other, to) && at(other, from) < at(one, to);
}
