import type { StatementCount } from "../../types/runtime.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";

/** A pool may open a connection or ping one in between; an N+1 grows by one for each further record. */
const tolerated = 2;
const repeats = 3;

export default defineCheck({
  id: "database.constant-queries",
  stage: "runtime",
  after: ["database.migrates-from-empty", "stateful.create-then-list"],
  title: "A longer page costs no more database statements",
  why: "A list that asks the database once for each record gets slower with every customer, and takes the database with it.",
  hint: "Load the related rows of a page in one statement (join, selectinload, WHERE id = ANY(...)).",
  notAskedBy: (brief) => (brief.database === undefined ? "The brief publishes no bound on statements." : undefined),
  async run(context) {
    const { brief, records } = context;
    const { pageSizes } = constantQueries(context);
    const [small, large] = pageSizes;
    const resource = mainResource(brief);
    const partition = records.partition();
    const overrides = resource.partition === undefined ? {} : { [resource.partition.field]: partition };
    for (let made = 0; made < large; made += 1) await records.create(overrides);
    const ofSmall = await fewestStatements(context, small, partition);
    const ofLarge = await fewestStatements(context, large, partition);
    const measurements = [
      { name: `statements for ${small} records`, value: ofSmall.calls, unit: "" },
      { name: `statements for ${large} records`, value: ofLarge.calls, unit: "" },
    ];
    if (ofLarge.calls <= ofSmall.calls + tolerated) return { verdict: "passed", measurements };
    return {
      verdict: "failed",
      share: 0,
      measurements,
      findings: [
        {
          message: `A page of ${large} records costs ${ofLarge.calls} statements, a page of ${small} costs ${ofSmall.calls}.`,
          expected: `the same number of statements whatever the page holds (at most ${tolerated} more)`,
          received: `${ofLarge.calls - ofSmall.calls} more statements for ${large - small} more records`,
          curl: ofLarge.curl,
          detail: ofLarge.statements.map(({ calls, query }) => `${calls} x  ${query.replace(/\s+/g, " ")}`).join("\n"),
        },
      ],
    };
  },
});

type Context = StageContexts["runtime"];

function constantQueries({ brief }: Context) {
  if (brief.database === undefined) throw new Error("not asked by this brief");
  return brief.database.constantQueries;
}

/** The fewest statements over some repeats: what the request needs when pools and caches are warm. */
async function fewestStatements(context: Context, limit: number, partition: string) {
  const { api, brief, runtime } = context;
  const { operation } = constantQueries(context);
  const parameter = mainResource(brief).partition?.parameter;
  const query = {
    ...(brief.pagination === undefined ? {} : { [brief.pagination.parameters.limit]: limit }),
    ...(parameter === undefined ? {} : { [parameter]: partition }),
  };
  let fewest: { calls: number; statements: readonly StatementCount[]; curl: string } | undefined;
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    let curl = "";
    const statements = await runtime.database.statementsDuring(async () => {
      curl = (await api.call(operation, { query })).curl;
    });
    const calls = statements.reduce((total, statement) => total + statement.calls, 0);
    if (fewest === undefined || calls < fewest.calls) {
      fewest = { calls, statements: [...statements].sort((a, b) => b.calls - a.calls).slice(0, 10), curl };
    }
  }
  if (fewest === undefined) throw new Error("no repeat was made");
  return fewest;
}
