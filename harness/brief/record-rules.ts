import type { DataRecord } from "./types.ts";

/**
 * What a rule of brief.yaml gives for a record: `copy(field)` the value of another field, `sum(list.factor * list.factor)` a
 * product added up over a list. Undefined where the record lacks what the rule needs.
 */
export function ruledValue(record: DataRecord, rule: string): unknown {
  const [, copied] = /^copy\((\w+)\)$/.exec(rule) ?? [];
  if (copied !== undefined) return record[copied];
  const [, sum] = /^sum\((.+)\)$/.exec(rule) ?? [];
  if (sum === undefined) throw new Error(`${rule} is no rule.`);
  return sumOf(record, sum);
}

function sumOf(record: DataRecord, expression: string): number | undefined {
  const factors = expression.split("*").map((factor) => factor.trim().split("."));
  const list = record[factors[0]?.[0] ?? ""];
  if (!Array.isArray(list)) return undefined;
  return list.reduce(
    (total: number, item: DataRecord) =>
      total + factors.reduce((product, [, name = ""]) => product * Number(item[name]), 1),
    0,
  );
}
