import { defineCheck } from "../check.ts";
import { isObject } from "../json-values.ts";
import { refused } from "./cases.ts";
import { placeOf, withValueAt } from "./json-place.ts";
import { afterExamples, trySites } from "./try-sites.ts";

export default defineCheck({
  id: "validation.unknown-field",
  stage: "probe",
  after: afterExamples,
  title: "Members that the document does not know are refused where it says so",
  why: "A mistyped field that is dropped in silence is a wish that was never stored.",
  hint: "Where openapi.yaml says `additionalProperties: false`, raise on unknown members (marshmallow: unknown = RAISE; pydantic: extra=forbid), in nested objects too.",
  run: (context) =>
    trySites(
      context,
      (site) => {
        if (!isObject(site.value)) return [];
        const name = `extra_${context.random.token(4)}`;
        const body = withValueAt(site.body, [...site.path, name], "text");
        const what = `the unknown member ${placeOf([...site.path, name])}`;
        return refused(context.brief, site, { body, what, rule: "additionalProperties: false" });
      },
      ["additionalProperties", "unevaluatedProperties", "propertyNames", "maxProperties"],
    ),
});
