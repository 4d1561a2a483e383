import { defineCheck } from "../check.ts";
import { isNumeric } from "./keywords.ts";
import { tokenCase } from "./raw-cases.ts";
import { afterExamples, trySites } from "./try-sites.ts";

export default defineCheck({
  id: "validation.nan-infinity",
  stage: "probe",
  after: afterExamples,
  title: "NaN and Infinity are not taken for numbers",
  why: "One NaN in a column makes every sum over it NaN, and no other program can read it.",
  hint: "Python's json module takes these words, JSON does not (RFC 8259 6): give json.loads a parse_constant that raises.",
  run: (context) =>
    trySites(context, (site) =>
      isNumeric(site.keywords)
        ? ["NaN", "Infinity", "-Infinity"].map((token) => tokenCase(site, token, "a JSON number"))
        : [],
    ),
});
