import { defineCheck } from "../check.ts";
import { accepted, refused, replaced } from "./cases.ts";
import { formatTexts } from "./format-texts.ts";
import { allowedValues } from "./keywords.ts";
import { afterExamples, trySites } from "./try-sites.ts";

export default defineCheck({
  id: "validation.format",
  stage: "probe",
  after: afterExamples,
  title: "Addresses, dates and ids are taken only where they can be ones",
  why: "An e-mail address without an @ reaches nobody, and the order's confirmation is lost.",
  hint: "Check `format` of every text with a validator of your library or a pattern over the whole text; an @ somewhere makes no address.",
  run: (context) =>
    trySites(
      context,
      (site) => {
        const { format } = site.keywords;
        const texts = typeof format === "string" ? formatTexts[format] : undefined;
        if (texts === undefined || allowedValues(site.keywords).length > 0) return [];
        const rule = `format: ${String(format)}`;
        return [
          ...texts.invalid.flatMap((text) =>
            refused(context.brief, site, replaced(site, text, rule)).map((each) => ({
              ...each,
              subject: `${each.subject} ${text}`,
            })),
          ),
          ...texts.valid.flatMap((text) => accepted(context.brief, site, replaced(site, text, rule))),
        ];
      },
      ["format"],
    ),
});
