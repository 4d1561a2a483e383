import type { Random } from "../types/random.ts";
import type { DataRecord, TimeRule } from "./types.ts";

/** `starts_at < ends_at` of brief.yaml. Throws Error for other text, which the schema of brief.yaml does not let through. */
export function timeRule(text: string): TimeRule {
  const [, before, after] = /^(\w+) < (\w+)$/.exec(text) ?? [];
  if (before === undefined || after === undefined) throw new Error(`${text} is no rule of two times.`);
  return { before, after };
}

/** Whether a record keeps every rule; a rule whose fields are not two times says nothing about it. */
export function keepsRules(record: DataRecord, rules: readonly TimeRule[]): boolean {
  return rules.every(({ before, after }) => {
    const [from, to] = [timeOf(record[before]), timeOf(record[after])];
    return from === undefined || to === undefined || from < to;
  });
}

const halfHourMs = 1_800_000;

/** The record with each later time moved to half an hour, or up to four hours, after the earlier one. */
export function withRulesKept(record: DataRecord, rules: readonly TimeRule[], random: Random): DataRecord {
  const kept: Record<string, unknown> = { ...record };
  for (const { before, after } of rules) {
    const from = timeOf(kept[before]);
    if (from === undefined || timeOf(kept[after]) === undefined) continue;
    const to = new Date(from + random.integer(1, 8) * halfHourMs);
    kept[after] = to.toISOString().replace(".000Z", "Z");
  }
  return kept;
}

/** Milliseconds since the epoch. */
function timeOf(value: unknown): number | undefined {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
