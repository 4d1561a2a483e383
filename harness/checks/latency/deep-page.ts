import type { CursorPages } from "../../brief/types.ts";
import type { StatementCount } from "../../types/runtime.ts";
import { recordsOf } from "../pages/records-of.ts";
import { nextPlace, type Place } from "../pages/next-place.ts";
import { walkPages } from "../pages/walk-pages.ts";
import { nothingSeen } from "../share.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { partitionQuery } from "../partition-query.ts";

type Context = StageContexts["runtime"];

const repeats = 3;
/** Of the records that are copied, as many as are looked for. */
const inPartition = 1;

export default defineCheck({
  id: "latency.deep-page",
  stage: "runtime",
  slow: true,
  after: ["database.migrates-from-empty", "stateful.create-then-list", "pagination.each-record-once"],
  title: "A page far into the list costs about as much as the first one",
  why: "Who exports or synchronises everything walks all pages. When each page reads all those before it again, the walk gets slower with every step.",
  hint: "Let a cursor name the last record of its page, and begin there in an index: WHERE (created_at, id) < (...), or created_at <= ... beside an OR. OFFSET reads what it skips.",
  notAskedBy: (brief) =>
    brief.database?.deepPage === undefined
      ? "The brief does not say what a page far into the list may cost."
      : undefined,
  async run(context) {
    const { api, brief, records, runtime } = context;
    const { deepPage } = brief.database ?? {};
    const { pagination } = brief;
    if (deepPage === undefined || pagination?.style !== "cursor") throw new Error("not asked by this brief");
    const { overrides } = partitionQuery(context);
    const [mark] = Object.values(overrides);
    if (mark === undefined) throw new Error("The brief's lint asks for a partition.");
    await records.create(overrides);
    const rows = (deepPage.pages + 1) * pagination.maxLimit;
    await using grown = await runtime.database.grow({ mark, count: inPartition, rows });
    if (grown === undefined) {
      return nothingSeen("The way this submission stores its records can't be filled with copies of them.");
    }
    const walk = await walkPages({ api, brief }, { limit: pagination.maxLimit, mostPages: deepPage.pages });
    const place = placeAfter(walk, pagination);
    if (place === undefined) {
      // Of what belongs to a record, an app may need more than a copied row has.
      return nothingSeen(
        `The list could not be walked for ${deepPage.pages} pages, part of which would be of copied records.`,
      );
    }
    const first = await cheapest(context, pagination, {});
    const deep = await cheapest(context, pagination, place);
    if (first === undefined || deep === undefined) {
      return nothingSeen(
        "A cursor leads on only with the page size that it was made with, so no single record can be asked for.",
      );
    }
    const measurements = [
      { name: "pages for the first record", value: first.pages, unit: "" },
      { name: `pages for one after ${walk.items.length} others`, value: deep.pages, unit: "" },
    ];
    if (deep.pages <= first.pages * deepPage.atMostTimes) return { verdict: "passed", measurements };
    return {
      verdict: "failed",
      share: 0,
      measurements,
      findings: [
        {
          message: `The record after ${walk.items.length} others costs ${deep.pages} pages of the database, the first one ${first.pages}.`,
          expected: `at most ${deepPage.atMostTimes} times as many: ${first.pages * deepPage.atMostTimes}`,
          received: `${deep.pages} pages, ${(deep.pages / first.pages).toFixed(1)} times as many`,
          curl: deep.curl,
          detail: [...deep.statements]
            .sort((a, b) => b.pages - a.pages)
            .slice(0, 5)
            .map((statement) => `${statement.pages} pages  ${statement.query.replace(/\s+/g, " ")}`)
            .join("\n"),
        },
      ],
    };
  },
});

/** Where a walk would go on. */
function placeAfter(
  { items, exchanges }: Awaited<ReturnType<typeof walkPages>>,
  pagination: CursorPages,
): Place | undefined {
  const last = exchanges.at(-1);
  if (last === undefined) return undefined;
  const progress = { records: [], passed: items.length, pages: exchanges.length, limit: pagination.maxLimit };
  const next = nextPlace(last, pagination, progress);
  return next !== undefined && "place" in next ? next.place : undefined;
}

interface Cost {
  readonly pages: number;
  readonly statements: readonly StatementCount[];
  readonly curl: string;
}

/** What one record of the list costs when connections are open: the least over some repeats. Undefined where not one is shown. */
async function cheapest({ api, runtime }: Context, pagination: CursorPages, place: Place): Promise<Cost | undefined> {
  const costs: Cost[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    let curl = "";
    let shown = 0;
    const statements = await runtime.database.statementsDuring(async () => {
      const exchange = await api.call(pagination.operation, { query: { ...place, [pagination.parameters.limit]: 1 } });
      curl = exchange.curl;
      shown = recordsOf(exchange, pagination)?.length ?? 0;
    });
    if (shown !== 1) return undefined;
    costs.push({ pages: statements.reduce((total, { pages }) => total + pages, 0), statements, curl });
  }
  return costs.reduce((least, cost) => (cost.pages < least.pages ? cost : least));
}
