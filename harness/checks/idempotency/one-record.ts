import type { Finding } from "../../types/outcome.ts";
import type { StageContexts } from "../check.ts";
import type { Tally } from "../share.ts";
import { storedCount } from "./stored.ts";

/** Asks the list, where it can tell, whether a create that was repeated left one record; `what` begins the finding's sentence. */
export async function oneRecord(
  context: StageContexts["probe"],
  seen: Tally,
  {
    query,
    what,
    evidence,
  }: {
    readonly query: Readonly<Record<string, string>>;
    readonly what: string;
    readonly evidence: Partial<Finding>;
  },
): Promise<void> {
  const stored = await storedCount(context, query);
  if (stored === 1) seen.ok("the records");
  else if (stored !== undefined) {
    seen.wrong("the records", {
      message: `${what} there are ${stored} records.`,
      expected: "1 record",
      received: `${stored} records`,
      ...evidence,
    });
  }
}
