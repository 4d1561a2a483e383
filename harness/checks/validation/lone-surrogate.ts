import { defineCheck } from "../check.ts";
import { keptOrRefused } from "./kept-or-refused.ts";
import { afterExamples } from "./try-sites.ts";

/** JSON.stringify writes it as the escape \ud83d, which is valid JSON and no character (RFC 8259 8.2). */
export default defineCheck({
  id: "validation.lone-surrogate",
  stage: "probe",
  after: afterExamples,
  title: "Text with half of a character is stored exactly or refused, never changed",
  why: "Programs that cut text in the middle of an emoji send it. A service that puts a question mark there stores what nobody sent.",
  hint: "Python's JSON parser lets \"\\ud83d\" through, and encoding it fails later: refuse what can't be encoded as UTF-8 with 422.",
  run: (context) => keptOrRefused(context, "before\ud83dafter", "Half of a character"),
});
