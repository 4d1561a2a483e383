import { defineCheck } from "../check.ts";
import { accepted, refused, replaced } from "./cases.ts";
import { afterExamples, trySites } from "./try-sites.ts";

export default defineCheck({
  id: "validation.pattern",
  stage: "probe",
  after: afterExamples,
  title: "Codes are taken only in the published form",
  why: "Two spellings of one article are two articles to every program that counts them.",
  hint: "Compare the whole text with the pattern (re.fullmatch): re.match looks at the beginning only.",
  run: (context) =>
    trySites(
      context,
      (site) => {
        const { keywords, value } = site;
        // A format may refuse for reasons of its own, and beyond ASCII the dialects of patterns differ.
        if (typeof keywords.pattern !== "string" || keywords.format !== undefined || !isAscii(value)) return [];
        const rule = `pattern: ${keywords.pattern}`;
        const broken = alterations(value).flatMap((text) =>
          refused(context.brief, site, replaced(site, text, rule)).map((each) => ({
            ...each,
            subject: `${each.subject} ${text}`,
          })),
        );
        return [...broken, ...accepted(context.brief, site, replaced(site, value, rule))];
      },
      ["pattern"],
    ),
});

/** The text with one thing wrong: at the end, at the beginning, in its middle, in its letter case; never longer or shorter. */
function alterations(text: string): readonly string[] {
  const middle = Math.floor(text.length / 2);
  const cases = [text.toLowerCase(), text.toUpperCase()].filter((other) => other !== text);
  return [
    `${text.slice(0, -1)}!`,
    `!${text.slice(1)}`,
    `${text.slice(0, middle)} ${text.slice(middle + 1)}`,
    ...cases.slice(0, 1),
  ];
}

function isAscii(value: unknown): value is string {
  return typeof value === "string" && /^[\x20-\x7e]{2,}$/.test(value);
}
