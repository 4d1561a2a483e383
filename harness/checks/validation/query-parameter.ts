import type { Operation, Parameter } from "../../brief/openapi/types.ts";
import { resolved } from "../../brief/plain-value.ts";
import type { Brief } from "../../brief/types.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { nameOf } from "../contract/documented.ts";
import type { Case } from "./cases.ts";
import { allowedValues, isNumeric, type Keywords, numberIn, typesOf } from "./keywords.ts";
import { textsOfLength } from "./texts-of-length.ts";
import { tryCases } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";
import { otherCase, unlisted } from "./unlisted.ts";

/** Page size and cursor belong to the pagination checks; an offset is a number like any other. Everything is text on the wire: only what stays invalid there is sent. */
export default defineCheck({
  id: "validation.query-parameter",
  stage: "probe",
  after: afterExamples,
  title: "Query parameters are taken and refused as the document says",
  why: "A filter that is mistyped and ignored shows everything, and the one who looks believes it.",
  hint: "Validate every parameter of the query as you validate the body; don't fall back to a default.",
  run: (context) =>
    tryCases(
      context,
      context.brief.api.operations.flatMap((operation) => casesOf(context, operation)),
    ),
});

interface Sent {
  readonly value: string;
  readonly rule: string;
  readonly wanted: Case["wanted"];
}

function casesOf(context: StageContexts["probe"], operation: Operation): readonly Case[] {
  if (operation.method !== "get") return [];
  const ours = operation.parameters.filter(
    (parameter) => parameter.in === "query" && !isPaging(context.brief, parameter),
  );
  return ours.flatMap((parameter) => {
    const { name, schema } = parameter;
    if (schema === undefined || isBroken(context.brief, parameter)) return [];
    const keywords = resolved(schema.schema, context.brief);
    return valuesFor(context, keywords, sampleOf(parameter)).map(
      ({ value, rule, wanted }): Case => ({
        operation,
        subject: `${nameOf(operation)} ${name} ${rule}`,
        what: `${name}=${value.length > 60 ? `${value.slice(0, 57)}...` : value}`,
        rule,
        options: { query: { [name]: value } },
        wanted,
      }),
    );
  });
}

function isPaging({ pagination }: Brief, { name }: Parameter): boolean {
  if (pagination === undefined) return false;
  const { parameters } = pagination;
  return name === parameters.limit || ("cursor" in parameters && name === parameters.cursor);
}

/** The brief contradicts itself: an example of the parameter does not fit its schema. */
function isBroken({ api }: Brief, { schema, examples }: Parameter): boolean {
  return examples.some(({ value }) => schema !== undefined && !api.validate(schema.pointer, value, "request").valid);
}

function sampleOf({ examples: [first] }: Parameter): string {
  return typeof first?.value === "string" ? first.value : "";
}

function valuesFor({ random }: StageContexts["probe"], keywords: Keywords, sample: string): readonly Sent[] {
  const values = allowedValues(keywords);
  if (values.length > 0) {
    const rule = `one of ${JSON.stringify(values)}`;
    return [
      { value: String(unlisted(values)), rule, wanted: "refused" },
      ...otherCase(values)
        .slice(0, 1)
        .map((value) => ({ value, rule, wanted: "refused" as const })),
      ...[...new Set([values.at(0), values.at(-1)])].flatMap((value) =>
        value === undefined || value === null ? [] : [{ value: String(value), rule, wanted: "accepted" as const }],
      ),
    ];
  }
  if (isNumeric(keywords)) return numbersFor(keywords);
  if (typesOf(keywords).includes("boolean")) return [{ value: "maybe", rule: "type: boolean", wanted: "refused" }];
  const longest = numberIn(keywords, "maxLength");
  if (longest === undefined || longest > 1000) return [];
  const rule = `maxLength: ${longest}`;
  const texts = (length: number, wanted: Case["wanted"]): readonly Sent[] =>
    typeof keywords.pattern === "string"
      ? []
      : textsOfLength(length, keywords, sample, random)
          .slice(0, 1)
          .map((value) => ({ value, rule, wanted }));
  return [...texts(longest + 1, "refused"), ...texts(longest, "accepted")];
}

function numbersFor(keywords: Keywords): readonly Sent[] {
  const [minimum, maximum] = [numberIn(keywords, "minimum"), numberIn(keywords, "maximum")];
  const isInteger = typesOf(keywords).includes("integer");
  const bounds = [
    ...(minimum === undefined ? [] : [{ rule: `minimum: ${minimum}`, inside: minimum, outside: minimum - 1 }]),
    ...(maximum === undefined ? [] : [{ rule: `maximum: ${maximum}`, inside: maximum, outside: maximum + 1 }]),
  ];
  return [
    { value: "abc", rule: "type: a number", wanted: "refused" },
    ...(isInteger ? [{ value: "1.5", rule: "type: integer", wanted: "refused" as const }] : []),
    ...bounds.flatMap(({ rule, inside, outside }) => [
      { value: String(outside), rule, wanted: "refused" as const },
      { value: String(inside), rule, wanted: "accepted" as const },
    ]),
  ];
}
