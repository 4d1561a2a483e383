import type { Filter } from "../../brief/types.ts";
import type { Finding } from "../../types/outcome.ts";
import type { StageContexts } from "../check.ts";
import { compareValues, isObject, type JsonObject, microsecondsOf, sameValue } from "../json-values.ts";
import { listPage } from "../list-page.ts";
import { mainResource } from "../main-resource.ts";

type Context = StageContexts["probe"];
export type Records = ReadonlyMap<string, JsonObject>;

/** Query parameters of the list that filter, with their values. */
export type Query = Readonly<Record<string, string>>;

/** A bound that is nearer to a time than this may fall on either side of it, where the app keeps more digits than it shows. */
const unsureMicroseconds = 1_000_000;

/**
 * Asks for a selection and compares it with the records that match by their own fields. Gives undefined where it is right, and
 * "unknown" after a server error, which contract.no-server-error names.
 */
export async function selectionFault(
  context: Context,
  listed: Records,
  query: Query,
): Promise<Finding | "unknown" | undefined> {
  const { name, id } = mainResource(context.brief);
  const { exchange, records, isAll } = await listPage(context, query);
  if (exchange.response.status >= 500) return "unknown";
  const filters = Object.keys(query).join(" and ");
  const evidence = { curl: exchange.curl, exchanges: [exchange] };
  if (records === undefined) {
    return {
      message: `A valid value of ${filters} is refused.`,
      expected: `200 and the ${name}s that match`,
      received: `${exchange.response.status} ${exchange.response.body.slice(0, 300)}`,
      ...evidence,
      cause: `${filters} refused`,
    };
  }
  const foreign = records.find((record) => matches(context, record, query) === "no");
  if (foreign !== undefined) {
    return {
      message: `The filter ${filters} lets one ${name} through that does not match.`,
      expected: shown(query),
      received: shown(fieldsOf(context, foreign, query)),
      ...evidence,
      cause: `${filters} foreign`,
    };
  }
  const selected = new Set(records.map((record) => String(record[id])));
  const missing = [...listed].find(
    ([each, record]) => !selected.has(each) && matches(context, record, query) === "yes",
  );
  if (missing === undefined || !isAll) return undefined;
  return {
    message: `The filter ${filters} leaves out one ${name} that matches.`,
    expected: `${missing[0]} among them: ${shown(fieldsOf(context, missing[1], query))}`,
    received: `${records.length} other ${name}s`,
    ...evidence,
    cause: `${filters} missing`,
  };
}

/** Whether a record matches every filter of a query; "unsure" where that depends on digits that the app does not show. */
function matches(context: Context, record: JsonObject, query: Query): "yes" | "no" | "unsure" {
  const { filters } = mainResource(context.brief);
  const answers = Object.entries(query).map(([parameter, value]) => {
    const filter = filters[parameter];
    if (filter === undefined) throw new Error(`${parameter} is no published filter.`);
    return isExact(context, record, filter, value)
      ? holds(record[filter.field], filter, value)
        ? "yes"
        : "no"
      : "unsure";
  });
  if (answers.includes("no")) return "no";
  return answers.includes("unsure") ? "unsure" : "yes";
}

/** Whether a field matches a filter's value, as it is written in a query. */
export function holds(field: unknown, { operator }: Filter, value: string): boolean {
  const wanted = typeof field === "number" ? Number(value) : typeof field === "boolean" ? value === "true" : value;
  switch (operator) {
    case "equals":
      return sameValue(field, wanted);
    case "at-least":
      return compareValues(field, wanted) >= 0;
    case "below":
      return compareValues(field, wanted) < 0;
  }
}

/**
 * Times that we gave the app ourselves are exact; its own may be rounded for the answer. A time in a form of the app's own can't
 * be compared: contract.response-body names it.
 */
function isExact({ brief, dataset }: Context, record: JsonObject, { field }: Filter, value: string): boolean {
  const [time, bound] = [microsecondsOf(String(record[field])), microsecondsOf(value)];
  if (bound === undefined) return true;
  if (time === undefined) return false;
  if (Math.abs(time - bound) >= unsureMicroseconds) return true;
  const { id, serverFields } = mainResource(brief);
  if (!serverFields.includes(field)) return true;
  const given = dataset?.find((each) => String(each[id]) === String(record[id]));
  return isObject(given) && sameValue(given[field], record[field]);
}

function fieldsOf({ brief }: Context, record: JsonObject, query: Query): Query {
  const { filters } = mainResource(brief);
  const fields = Object.keys(query).map((parameter) => filters[parameter]?.field ?? parameter);
  return Object.fromEntries(fields.map((field) => [field, String(record[field])]));
}

function shown(fields: Query): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}
