import type { Operation } from "../../brief/openapi/types.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { nameOf } from "../contract/documented.ts";
import { pathForResource } from "../contract/resource-path.ts";
import { basesOf } from "./bases.ts";
import type { Case } from "./cases.ts";
import { plannedCases } from "./planned-cases.ts";
import { tryCases } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";

export default defineCheck({
  id: "validation.path-parameter",
  stage: "probe",
  after: afterExamples,
  title: "An address of nothing gives an error, not an answer",
  why: "Whoever mistypes a number must not be shown somebody else's record, or an empty one.",
  hint: "Look the whole id up, answer 404 when there is no row, and do it in every operation of the path (db.get_or_404, or your own).",
  async run(context) {
    const cases: Case[] = [];
    for (const operation of context.brief.api.operations) cases.push(...(await casesOf(context, operation)));
    return await tryCases(context, cases);
  },
});

/**
 * Ids that belong to nobody, in place of that of a record, with a body that would be taken for it; only where the document names a
 * 404, because PUT may create what is not there, and deleting it may count as done.
 */
async function casesOf(context: StageContexts["probe"], operation: Operation): Promise<readonly Case[]> {
  const broken = plannedCases(context, operation, (parameter) => parameter.in === "path");
  const [base] = basesOf(context, operation);
  if (operation.requestBody?.required === true && base === undefined) return [];
  // Where only a document is published, an app may well have something for every id.
  if (!("404" in operation.responses) || context.brief.errors === undefined) return broken;
  const own = await pathForResource(context, operation);
  const [entry] = Object.entries(own ?? {});
  if (entry === undefined) return broken;
  const [name, id] = entry;
  const unknown = notIds(context, String(id)).map(
    ({ value, what }): Case => ({
      operation,
      subject: `${nameOf(operation)} ${name} ${what}`,
      what: `${what} as ${name}`,
      rule: `${name} is the id of a record`,
      options: { path: { [name]: value }, ...(base === undefined ? {} : { json: base.body }) },
      wanted: "refused",
    }),
  );
  return [...unknown, ...broken];
}

/** None of them is the id of a record, whatever ids look like: they are unknown, too long or too short. */
function notIds(
  { random }: StageContexts["probe"],
  id: string,
): readonly { readonly value: string; readonly what: string }[] {
  const isNumber = /^\d+$/.test(id);
  const unknown = isNumber ? "2147483000" : id.replace(/[0-9a-f]{8}$/i, () => random.uuid().slice(0, 8));
  return [
    ...(unknown === id ? [] : [{ value: unknown, what: "an id of no record" }]),
    ...(isNumber ? [] : [{ value: id.slice(0, -1), what: "an id without its last character" }]),
    { value: `${id}x`, what: "an id with one more character" },
    { value: "%", what: "a percent sign" },
    { value: "_".repeat(id.length), what: "underscores" },
  ];
}
