import type { Outcome } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen, tally } from "../share.ts";
import { fieldOf, freeTexts, keep } from "./kept-text.ts";
import { serverErrors } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";

const text = "before\u0000after";

export default defineCheck({
  id: "validation.nul-character",
  stage: "probe",
  after: afterExamples,
  title: "Text with a NUL character is stored exactly or refused, never changed",
  why: "PostgreSQL can't hold it. A service that cuts it out, or cuts the text off there, stores what nobody sent.",
  hint: "Refuse \\u0000 in every text with 422.",
  async run(context) {
    const seen = tally();
    let barrier: Outcome | undefined;
    for (const site of freeTexts(context)) {
      const kept = await keep(context, site, text);
      if (kept === undefined) continue;
      if (kept.kind === "server-error") {
        barrier = serverErrors;
        continue;
      }
      const field = fieldOf(site);
      if (kept.kind === "refused" || kept.value === text) seen.ok(field);
      else {
        seen.wrong(field, {
          message: `A NUL character in ${field} is taken, and the text is changed.`,
          expected: `a 4xx, or ${JSON.stringify(text)} when it is read`,
          received: JSON.stringify(kept.value) ?? "no such member",
          curl: kept.exchanges[0].curl,
          exchanges: kept.exchanges,
        });
      }
    }
    return seen.outcome((count) => `${count} texts`) ?? barrier ?? nothingSeen("No free text could be tried.");
  },
});
