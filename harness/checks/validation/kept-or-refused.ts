import type { Outcome } from "../../types/outcome.ts";
import type { StageContexts } from "../check.ts";
import { inWaves } from "../in-waves.ts";
import { nothingSeen, tally } from "../share.ts";
import { fieldOf, freeTexts, keep } from "./kept-text.ts";
import { serverErrors } from "./try-cases.ts";

/** Sends a text that no database may be able to hold to every free text: it must be refused, or come back as it was sent. */
export async function keptOrRefused(context: StageContexts["probe"], text: string, what: string): Promise<Outcome> {
  const seen = tally();
  let barrier: Outcome | undefined;
  const sites = freeTexts(context);
  const results = await inWaves(sites, async (site) => ({ site, kept: await keep(context, site, text) }));
  for (const { site, kept } of results) {
    if (kept === undefined) continue;
    if (kept.kind === "server-error") {
      barrier = serverErrors;
      continue;
    }
    const field = fieldOf(site);
    if (kept.kind === "refused" || kept.value === text) seen.ok(field);
    else {
      seen.wrong(field, {
        message: `${what} in ${field} is taken, and the text is changed.`,
        expected: `a 4xx, or ${JSON.stringify(text)} when it is read`,
        received: JSON.stringify(kept.value) ?? "no such member",
        curl: kept.exchanges[0].curl,
        exchanges: kept.exchanges,
      });
    }
  }
  return seen.outcome((count) => `${count} texts`) ?? barrier ?? nothingSeen("No free text could be tried.");
}
