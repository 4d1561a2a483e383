import type { Outcome } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen, tally } from "../share.ts";
import { fieldOf, freeTexts, keep } from "./kept-text.ts";
import { serverErrors } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";

const texts = {
  "accents and other alphabets": "Zażółć gęślą jaźń, Ελλάδα, 日本語",
  "emoji, also composed ones": "🫖 for 👩\u200d👩\u200d👧",
  "combining characters": "cafe\u0301 is not caf\u00e9",
  "right-to-left text": "שלום مرحبا",
} as const;

export default defineCheck({
  id: "validation.unicode-round-trip",
  stage: "probe",
  after: afterExamples,
  title: "Text in any language comes back as it was sent",
  why: "Names and wishes are written in every alphabet; a service that mangles them serves only some of its customers.",
  hint: "Decode bodies as UTF-8, store text as text, and don't normalise it or drop what is not ASCII.",
  async run(context) {
    const seen = tally();
    let barrier: Outcome | undefined;
    // One place for each field: how text is stored does not depend on the operation that brings it.
    const fields = Map.groupBy(freeTexts(context), ({ path }) => path.join());
    for (const [site] of fields.values()) {
      if (site === undefined) continue;
      for (const [kind, text] of Object.entries(texts)) {
        const kept = await keep(context, site, text);
        if (kept === undefined) continue;
        if (kept.kind === "server-error") {
          barrier = serverErrors;
          continue;
        }
        const subject = `${kind} in ${fieldOf(site)}`;
        if (kept.kind === "stored" && kept.value === text) seen.ok(subject);
        else {
          seen.wrong(subject, {
            message: `Text with ${kind} is not kept in ${fieldOf(site)}.`,
            expected: JSON.stringify(text),
            received:
              kept.kind === "stored"
                ? (JSON.stringify(kept.value) ?? "no such member")
                : `${kept.exchanges[0].response.status} ${kept.exchanges[0].response.body.slice(0, 300)}`,
            curl: kept.exchanges[0].curl,
            exchanges: kept.exchanges,
          });
        }
      }
    }
    return seen.outcome((count) => `${count} texts`) ?? barrier ?? nothingSeen("No free text could be tried.");
  },
});
