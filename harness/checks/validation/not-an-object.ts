import { defineCheck } from "../check.ts";
import { rawCase } from "./raw-cases.ts";
import { bodiesOf } from "./sites.ts";
import { tryCases } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";

export default defineCheck({
  id: "validation.not-an-object",
  stage: "probe",
  after: afterExamples,
  title: "JSON that is no object is refused where an object is expected",
  why: "A list, a text or nothing at all is valid JSON, and the first that breaks a service which only thought of objects.",
  hint: "Look at the type of the whole body before you look for members in it.",
  run: (context) =>
    tryCases(
      context,
      bodiesOf(context).flatMap((base) => {
        const values = [[], [base.body], "text", null].filter(
          (value) => !context.brief.api.validate(base.schema, value, "request").valid,
        );
        const cases = values.map((value) => {
          const body = JSON.stringify(value);
          return rawCase(base, body, body.length > 20 ? "the object in a list" : body, "the body is an object");
        });
        const isNeeded = base.operation.requestBody?.required === true;
        return isNeeded ? [...cases, rawCase(base, "", "an empty body", "the body is required")] : cases;
      }),
    ),
});
