import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { inWaves } from "../in-waves.ts";
import { isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";
import { type Tally, tally } from "../share.ts";
import { type Walk, walkPages } from "../pages/walk-pages.ts";
import { askedForPages, paginationOf } from "./asked.ts";

type Context = StageContexts["probe"];

const limit = 3;
/** Around the page size, where off-by-one errors live. */
const sizes = [0, 1, limit - 1, limit, limit + 1, 3 * limit + 1];
/** Imported records share their times on purpose: pages of thirteen end inside such a group. */
const limitOverDataset = 13;

export default defineCheck({
  id: "pagination.each-record-once",
  stage: "probe",
  after: ["stateful.create-then-list"],
  title: "Walking all pages returns every record exactly once",
  why: "A client that pages through orders must neither miss one nor bill one twice.",
  hint: "Order by the sort key and then by the id: pages over records that are equal in the key are cut at random otherwise. A cursor must hold both.",
  notAskedBy: askedForPages,
  async run(context) {
    const seen = tally();
    const { overrides, query } = partitionQuery(context);
    const ids: string[] = [];
    // Equal in every sort key that a client can set, the hardest case for a cursor; not in what keeps records apart.
    const { [mainResource(context.brief).exclusive?.field ?? ""]: _, ...body } = context.records.body();
    const alike = { ...body, ...overrides };
    for (const size of sizes) {
      while (ids.length < size) ids.push((await context.records.create(alike)).id);
      const sorts = [undefined, ...sortValues(context)];
      const walks = await inWaves(sorts, (sort) =>
        walkPages(context, { query: { ...query, ...sortQuery(context, sort) }, limit }),
      );
      for (const [at, walk] of walks.entries())
        record(seen, sorts[at] ?? "default order", `${size} records`, faultOf(context, walk, ids));
    }
    const imported = await importedIds(context);
    const sorts = imported.length === 0 ? [] : sortValues(context);
    const walks = await inWaves(sorts, (sort) =>
      walkPages(context, { query: sortQuery(context, sort), limit: limitOverDataset, mostPages: 1_000 }),
    );
    for (const [at, walk] of walks.entries())
      record(seen, sorts[at] ?? "", "imported records", faultOf(context, walk, imported, "others are welcome"));
    return (
      seen.outcome((count) => `${count} orders, each walked with ${sizes.join(", ")} records`) ?? { verdict: "passed" }
    );
  },
});

/** Ids of the data set that the list has at all: what was not imported is the fault that stateful.dataset names. */
async function importedIds(context: Context): Promise<readonly string[]> {
  const { id } = mainResource(context.brief);
  if (context.dataset === undefined) return [];
  const walk = await walkPages(context, { limit: paginationOf(context.brief).maxLimit });
  const listed = new Set(walk.items.filter(isObject).map((item) => String(item[id])));
  return context.dataset.map((each) => String(each[id])).filter((each) => listed.has(each));
}

/** An order conforms when every walk in it does: paging that loses a record now and then is not mostly right. */
function record(seen: Tally, sort: string, what: string, fault: Finding | undefined): void {
  if (fault === undefined) seen.ok(sort);
  else seen.wrong(sort, { ...fault, message: `${fault.message} (${what}, ${sort})` });
}

/** Both directions of each key that the brief publishes. */
function sortValues({ brief }: Context): readonly string[] {
  return Object.keys(paginationOf(brief).sort?.keys ?? {}).flatMap((key) => [key, `-${key}`]);
}

function sortQuery({ brief }: Context, sort: string | undefined): Record<string, string> {
  const parameter = paginationOf(brief).parameters.sort;
  return sort === undefined || parameter === undefined ? {} : { [parameter]: sort };
}

function faultOf(
  { brief }: Context,
  walk: Walk,
  expected: readonly string[],
  others?: "others are welcome",
): Finding | undefined {
  const { id, name } = mainResource(brief);
  const walked = walk.items.flatMap((item) => (isObject(item) ? [String(item[id])] : []));
  const counts = Map.groupBy(walked, (each) => each);
  const repeated = [...counts].filter(([, times]) => times.length > 1).map(([each]) => each);
  const missed = expected.filter((each) => !counts.has(each));
  const foreign = others === undefined ? walked.filter((each) => !expected.includes(each)) : [];
  const last = walk.exchanges.at(-1);
  const evidence = {
    expected: `each of ${expected.length} once`,
    received: `${walked.length} in ${walk.exchanges.length} pages; missed: ${some(missed)}; repeated: ${some(repeated)}`,
    ...(last === undefined ? {} : { curl: walk.exchanges[0]?.curl ?? last.curl }),
    exchanges: walk.exchanges.slice(0, 4),
  };
  if (walk.stopped !== undefined) {
    return { message: `Walking the pages does not come to an end: ${walk.stopped}.`, ...evidence, cause: "no end" };
  }
  if (repeated.length > 0)
    return { message: `Walking the pages gives one ${name} twice.`, ...evidence, cause: "repeated" };
  if (missed.length > 0) return { message: `Walking the pages misses one ${name}.`, ...evidence, cause: "missed" };
  if (foreign.length > 0) {
    return {
      message: `Walking the pages of a filter gives one ${name} that it does not select.`,
      ...evidence,
      cause: "foreign",
    };
  }
  return undefined;
}

function some(ids: readonly string[]): string {
  if (ids.length === 0) return "none";
  return `${ids.slice(0, 3).join(", ")}${ids.length > 3 ? ` and ${ids.length - 3} more` : ""}`;
}
