import type { Outcome } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { inWaves } from "../in-waves.ts";
import { nothingSeen, tally } from "../share.ts";
import { fieldOf, freeTexts, keep } from "./kept-text.ts";
import type { Site } from "./sites.ts";
import { serverErrors } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";

const texts = {
  "accents and other alphabets": "Zażółć gęślą jaźń, Ελλάδα, 日本語",
  "emoji, also composed ones": "🫖 for 👩\u200d👩\u200d👧",
  "combining characters": "cafe\u0301 is not caf\u00e9",
  "right-to-left text": "שלום مرحبا",
  "spaces at both ends and line breaks": "  first\n\tsecond  ",
  "markup and quotes": '<b>&amp;</b> it\'s "5" \\ 7 %s {{x}}',
  "no character at all": "",
} as const;

export default defineCheck({
  id: "validation.unicode-round-trip",
  stage: "probe",
  after: afterExamples,
  title: "Text in any language, and of any characters, comes back as it was sent",
  why: "Names and wishes are written in every alphabet; a service that mangles them serves only some of its customers.",
  hint: "Decode bodies as UTF-8, store text as text, and don't normalise, strip or escape it, or drop what is not ASCII; an empty text is not null.",
  async run(context) {
    const seen = tally();
    let barrier: Outcome | undefined;
    // One place for each field: how text is stored does not depend on the operation that brings it.
    const fields = Map.groupBy(freeTexts(context), ({ path }) => path.join());
    const tries = [...fields.values()].flatMap(([site]) => (site === undefined ? [] : triesOf(site)));
    const results = await inWaves(tries, async (each) => ({
      ...each,
      kept: await keep(context, each.site, each.text),
    }));
    for (const { site, kind, text, kept } of results) {
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
    return seen.outcome((count) => `${count} texts`) ?? barrier ?? nothingSeen("No free text could be tried.");
  },
});

function triesOf(site: Site): readonly { readonly site: Site; readonly kind: string; readonly text: string }[] {
  return Object.entries(texts).map(([kind, text]) => ({ site, kind, text }));
}
