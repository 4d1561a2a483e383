/** Requests that are under way at the same time: less than any server's queue, enough that nobody waits for one answer. */
const widest = 6;

/**
 * Does the same for each of many, a few at the same time; the results stand in the order of the values. Each wave begins in that
 * order, too, so that what is drawn from a seeded source before the first wait is the same in every run. Where one throws, its
 * wave is waited for, and the first error is thrown.
 */
export async function inWaves<Value, Result>(
  values: readonly Value[],
  work: (value: Value) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < values.length; start += widest) {
    const wave = await Promise.allSettled(values.slice(start, start + widest).map(work));
    for (const settled of wave) {
      if (settled.status === "rejected") throw settled.reason;
      results.push(settled.value);
    }
  }
  return results;
}
