import { type Answered, NoResponse } from "../http/types.ts";

/** How long each of many requests at once may take, in milliseconds: nobody promised that a crowd is served fast. */
export const crowdTimeoutMs = 30_000;

/**
 * Sends all requests at the same time, each over a connection of its own, and gives the answers. A connection that is closed
 * without one tells little, because the way to the app gives up early on a full queue: such requests are left out, unless they
 * are the most. Throws NoResponse where the app let one wait for the whole time, or answered less than half.
 */
export async function atOnce(requests: readonly (() => Promise<Answered>)[]): Promise<readonly Answered[]> {
  const settled = await Promise.allSettled(requests.map(async (send) => await send()));
  const answers: Answered[] = [];
  const silent: NoResponse[] = [];
  for (const result of settled) {
    if (result.status === "fulfilled") answers.push(result.value);
    else if (result.reason instanceof NoResponse) silent.push(result.reason);
    else throw result.reason;
  }
  const hung = silent.find(({ exchange }) => exchange.durationMs >= crowdTimeoutMs);
  const [first] = silent;
  if (hung !== undefined) throw hung;
  if (first !== undefined && silent.length * 2 > requests.length) throw first;
  return answers;
}
