import type { PlannedCase } from "./types.ts";

/**
 * How many cases each operation may have where all together may have `total`: what one with few leaves goes to those with many, up to
 * one level for all, so that most requests go where the constraints are.
 */
export function shareLevel(counts: readonly number[], total: number): number {
  const used = (level: number): number => counts.reduce((sum, count) => sum + Math.min(count, level), 0);
  let [low, high] = [0, Math.max(0, ...counts)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (used(middle) <= total) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * At most so many cases: one for each subject before a second for any, and spread evenly over the document where there are more
 * subjects than places. In the order given.
 */
export function chosenCases(cases: readonly PlannedCase[], most: number): readonly PlannedCase[] {
  if (cases.length <= most) return cases;
  const chosen = new Set<PlannedCase>();
  let rest = cases;
  while (chosen.size < most) {
    const firsts = firstOfEachSubject(rest);
    for (const each of evenly(firsts, most - chosen.size)) chosen.add(each);
    const taken = new Set(firsts);
    rest = rest.filter((each) => !taken.has(each));
  }
  return cases.filter((each) => chosen.has(each));
}

function firstOfEachSubject(cases: readonly PlannedCase[]): readonly PlannedCase[] {
  const bySubject = new Map<string, PlannedCase>();
  for (const each of cases) {
    if (!bySubject.has(each.subject)) bySubject.set(each.subject, each);
  }
  return [...bySubject.values()];
}

function evenly<T>(list: readonly T[], count: number): readonly T[] {
  if (list.length <= count) return list;
  const step = list.length / count;
  return Array.from({ length: count }, (_, index) => list[Math.floor(index * step)]).filter(
    (each) => each !== undefined,
  );
}
