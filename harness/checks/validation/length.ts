import { defineCheck } from "../check.ts";
import { accepted, firstRefused, replaced } from "./cases.ts";
import { allowedValues, numberIn, typesOf } from "./keywords.ts";
import { textsOfLength } from "./texts-of-length.ts";
import { afterExamples, trySites } from "./try-sites.ts";

/** Longer texts may meet a limit of the whole body, which is another rule. */
const longest = 20_000;

export default defineCheck({
  id: "validation.length",
  stage: "probe",
  after: afterExamples,
  title: "Text is taken up to the published length and refused beyond it",
  why: "Text that is too long is cut off by some program later on, or breaks the label that it is printed on.",
  hint: "Check minLength and maxLength on every text, with the bound itself allowed; make the database column as wide as the bound.",
  run: (context) =>
    trySites(
      context,
      (site) => {
        const { keywords } = site;
        if (!typesOf(keywords).includes("string") || allowedValues(keywords).length > 0) return [];
        const sample = typeof site.value === "string" ? site.value : "";
        const texts = (length: number, rule: string) =>
          textsOfLength(length, keywords, sample, context.random).map((text) => replaced(site, text, rule));
        return (["minLength", "maxLength"] as const).flatMap((name) => {
          const bound = numberIn(keywords, name);
          if (bound === undefined || bound > longest) return [];
          const rule = `${name}: ${bound}`;
          return [
            ...firstRefused(context.brief, site, texts(name === "minLength" ? bound - 1 : bound + 1, rule)),
            ...texts(bound, rule)
              .flatMap((trial) => accepted(context.brief, site, trial))
              .slice(0, 1),
          ];
        });
      },
      ["minLength", "maxLength"],
    ),
});
