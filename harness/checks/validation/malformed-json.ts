import { defineCheck } from "../check.ts";
import { rawCase } from "./raw-cases.ts";
import { bodiesOf } from "./sites.ts";
import { tryCases } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";

export default defineCheck({
  id: "validation.malformed-json",
  stage: "probe",
  after: afterExamples,
  title: "A body that is no JSON is refused",
  why: "Half a body is what arrives when a connection breaks; storing what could be read of it stores nonsense.",
  hint: "Let the JSON parser fail and answer 400; don't use get_json(silent=True) and go on with None or {}.",
  run: (context) =>
    tryCases(
      context,
      bodiesOf(context).flatMap((base) => {
        const whole = JSON.stringify(base.body);
        return [
          rawCase(base, whole.slice(0, -1), "a body that is cut off", "the body is JSON"),
          rawCase(base, `${whole}${whole}`, "two bodies in one", "the body is JSON"),
          rawCase(base, "this is text", "text instead of JSON", "the body is JSON"),
        ];
      }),
    ),
});
