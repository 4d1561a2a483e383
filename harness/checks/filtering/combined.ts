import type { Filter } from "../../brief/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { type JsonObject, microsecondsOf } from "../json-values.ts";
import { listedRecords } from "../list-page.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForFilters } from "./asked.ts";
import { makeRecords } from "./make-records.ts";
import { type Query, type Records, selectionFault } from "./selection.ts";

type Context = StageContexts["probe"];

const hourMicroseconds = 3_600_000_000;

export default defineCheck({
  id: "filtering.combined",
  stage: "probe",
  after: ["filtering.each"],
  title: "Several filters together select what matches all of them",
  why: "The paid orders of one customer are neither all paid orders nor all of the customer's.",
  hint: "Collect the conditions of all filters that were sent, and join them with AND.",
  notAskedBy: (brief) =>
    askedForFilters(brief) ??
    (Object.keys(mainResource(brief).filters).length < 2 ? "The brief publishes one filter only." : undefined),
  async run(context) {
    await makeRecords(context);
    const listed = await listedRecords(context);
    const seen = tally();
    for (const parameters of combinations(Object.keys(mainResource(context.brief).filters))) {
      const query = queryFor(context, listed, parameters);
      const fault = query && (await combinedFault(context, listed, query));
      if (query === undefined || fault === "not here") continue;
      const subject = parameters.join(" and ");
      if (fault === undefined) seen.ok(subject);
      else seen.wrong(subject, fault);
    }
    return seen.outcome((count) => `${count} combinations`) ?? nothingSeen("No combination could be examined.");
  },
});

/** Each pair, and all together. */
function combinations(parameters: readonly string[]): readonly (readonly string[])[] {
  const pairs = parameters.flatMap((one, index) => parameters.slice(index + 1).map((other) => [one, other]));
  return parameters.length > 2 ? [...pairs, parameters] : pairs;
}

/** Values that one record matches, which is chosen at random. */
function queryFor({ brief, random }: Context, listed: Records, parameters: readonly string[]): Query | undefined {
  const { filters } = mainResource(brief);
  const ids = [...listed.keys()].sort();
  const record = ids.length === 0 ? undefined : listed.get(random.pick(ids));
  if (record === undefined) return undefined;
  const values = parameters.flatMap((parameter) => {
    const filter = filters[parameter];
    return filter === undefined ? [] : [[parameter, valueFor(record, filter)] as const];
  });
  return Object.fromEntries(values);
}

function valueFor(record: JsonObject, { field, operator }: Filter): string {
  const value = record[field];
  const time = microsecondsOf(String(value));
  if (operator === "equals") return String(value);
  // Well away from the record's own time: bounds are asked by filtering.each.
  const moved = operator === "below" ? hourMicroseconds : -hourMicroseconds;
  if (time !== undefined) return new Date((time + moved) / 1000).toISOString();
  return String(operator === "below" ? Number(value) + 1 : value);
}

/** "not here": one of the filters is wrong by itself, which filtering.each names. */
async function combinedFault(
  context: Context,
  listed: Records,
  query: Query,
): Promise<Finding | "not here" | undefined> {
  const fault = await selectionFault(context, listed, query);
  if (fault === undefined) return undefined;
  if (fault === "unknown") return "not here";
  for (const [parameter, value] of Object.entries(query)) {
    if ((await selectionFault(context, listed, { [parameter]: value })) !== undefined) return "not here";
  }
  return fault;
}
