import type { CheckId, Outcome } from "../../types/outcome.ts";
import type { StageContexts } from "../check.ts";
import type { Case } from "./cases.ts";
import { type Site, sitesOf } from "./sites.ts";
import { tryCases } from "./try-cases.ts";

/** What must work before a refusal says anything: a record can be made, and the document's own examples are taken. */
export const afterExamples: readonly CheckId[] = ["stateful.create-then-read", "contract.examples"];

/** Tries the cases that a check makes of each place of the request bodies. */
export async function trySites(
  context: StageContexts["probe"],
  casesOf: (site: Site) => readonly Case[],
): Promise<Outcome> {
  return await tryCases(context, sitesOf(context).flatMap(casesOf));
}
