import { defineCheck } from "../check.ts";
import { keptOrRefused } from "./kept-or-refused.ts";
import { afterExamples } from "./try-sites.ts";

export default defineCheck({
  id: "validation.nul-character",
  stage: "probe",
  after: afterExamples,
  title: "Text with a NUL character is stored exactly or refused, never changed",
  why: "PostgreSQL can't hold it. A service that cuts it out, or cuts the text off there, stores what nobody sent.",
  hint: "Refuse \\u0000 in every text with 422.",
  run: (context) => keptOrRefused(context, "before\u0000after", "A NUL character"),
});
