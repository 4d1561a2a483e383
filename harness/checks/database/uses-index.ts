import type { Finding } from "../../types/outcome.ts";
import type { StatementCount } from "../../types/runtime.ts";
import { nothingSeen } from "../share.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";

type Context = StageContexts["runtime"];
type Query = Readonly<Record<string, string | number>>;

const inPartition = 5;
const repeats = 3;
/** Of a table that is smaller than this, an index saves too little to tell. */
const fewestPages = 150;

export default defineCheck({
  id: "database.uses-index",
  stage: "runtime",
  slow: true,
  after: ["database.migrates-from-empty", "stateful.create-then-list"],
  title: "Finding a few records among many does not read all of them",
  why: "A list that looks at every record is fast on the first day, and a little slower with every customer.",
  hint: "Create an index (in a migration) that begins with the column that is filtered or sorted by, and compare the bare column in the query.",
  notAskedBy: (brief) =>
    brief.database?.indexed === undefined ? "The brief does not say what a list may cost in a large table." : undefined,
  async run(context) {
    const { records, runtime } = context;
    const indexed = asked(context);
    const { overrides, query } = partitionQuery(context);
    const [mark] = Object.values(overrides);
    if (mark === undefined) throw new Error("The brief's lint asks for a partition.");
    for (let made = 0; made < inPartition; made += 1) await records.create(overrides);
    await using grown = await runtime.database.grow({ mark, count: inPartition, rows: indexed.records });
    const whole = (await grown?.size())?.pages ?? 0;
    if (grown === undefined || whole < fewestPages) {
      // Documents in one column, keys with a form of their own: as right as any other way to store them, only not to be copied.
      return nothingSeen("The way this submission stores its records can't be filled with copies of them.");
    }
    const seen = [await cheapest(context, query)];
    if (indexed.newestFirst) seen.push(await cheapest(context, {}));
    const findings = seen.filter(({ pages }) => pages * 2 >= whole).map((each) => faultOf(each, whole));
    const measurements = [
      { name: `pages of ${grown.table}`, value: whole, unit: "" },
      ...seen.map(({ what, pages }) => ({ name: `pages for ${what}`, value: pages, unit: "" })),
    ];
    if (findings.length === 0) return { verdict: "passed", measurements };
    return { verdict: "failed", share: 1 - findings.length / seen.length, measurements, findings };
  },
});

function asked({ brief }: Context) {
  const indexed = brief.database?.indexed;
  if (indexed === undefined) throw new Error("not asked by this brief");
  return indexed;
}

interface Cost {
  readonly what: string;
  readonly pages: number;
  readonly statements: readonly StatementCount[];
  readonly curl: string;
}

/** What the request needs when connections are open: the least over some repeats. */
async function cheapest({ api, brief, runtime }: Context, query: Query): Promise<Cost> {
  const { list } = mainResource(brief);
  if (list === undefined) throw new Error("The brief's lint asks for a list.");
  const limit = brief.pagination === undefined ? {} : { [brief.pagination.parameters.limit]: inPartition };
  const costs: Cost[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    let curl = "";
    const statements = await runtime.database.statementsDuring(async () => {
      curl = (await api.call(list, { query: { ...query, ...limit } })).curl;
    });
    const pages = statements.reduce((total, statement) => total + statement.pages, 0);
    costs.push({ what: Object.keys(query).join(", ") || "the first page", pages, statements, curl });
  }
  return costs.reduce((least, cost) => (cost.pages < least.pages ? cost : least));
}

function faultOf({ what, pages, statements, curl }: Cost, whole: number): Finding {
  return {
    message: `A list of ${inPartition} records (${what}) looks at ${pages} pages of the database; the whole table has ${whole}.`,
    expected: `fewer than ${Math.ceil(whole / 2)}: the records are found by an index`,
    received: `${pages} pages, however few records are shown`,
    curl,
    detail: [...statements]
      .sort((a, b) => b.pages - a.pages)
      .slice(0, 5)
      .map((statement) => `${statement.pages} pages  ${statement.query.replace(/\s+/g, " ")}`)
      .join("\n"),
  };
}
