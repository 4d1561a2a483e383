import type { Operation } from "../../brief/openapi/types.ts";
import type { StatementCount } from "../../types/runtime.ts";
import { isSuccess } from "../contract/documented.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { basesOf } from "../validation/bases.ts";

type Context = StageContexts["runtime"];

/** A pool may open a connection in between: of so many requests, one within the bound is enough. */
const tries = 3;

export default defineCheck({
  id: "database.bounded-queries",
  stage: "runtime",
  after: ["database.migrates-from-empty", "stateful.create-then-read"],
  title: "No request needs more database statements than the brief allows",
  why: "Each statement is a way to the database and back; a request of fifty makes everybody wait, however fast each one is.",
  hint: "Look at the statements of one request in the log (SQLALCHEMY_ECHO, log_statement), and load or store related rows together.",
  notAskedBy: (brief) =>
    Object.keys(brief.database?.statementsAtMost ?? {}).length === 0
      ? "The brief publishes no bound on the statements of a request."
      : undefined,
  async run(context) {
    const { brief } = context;
    const results = tally();
    const measurements = [];
    for (const [id, most] of Object.entries(brief.database?.statementsAtMost ?? {})) {
      const cost = await fewestStatements(context, brief.api.operation(id), most);
      if (cost === undefined) continue;
      measurements.push({ name: `statements of ${id}`, value: cost.calls, unit: "" });
      if (cost.calls <= most) {
        results.ok(id);
        continue;
      }
      results.wrong(id, {
        message: `${id} needs ${cost.calls} database statements.`,
        expected: `at most ${most}`,
        received: String(cost.calls),
        curl: cost.curl,
        detail: cost.statements.map(({ calls, query }) => `${calls} x  ${query.replace(/\s+/g, " ")}`).join("\n"),
      });
    }
    const outcome = results.outcome((count) => `${count} operations`);
    return outcome === undefined ? nothingSeen("No operation answered with success.") : { ...outcome, measurements };
  },
});

interface Cost {
  readonly calls: number;
  readonly statements: readonly StatementCount[];
  readonly curl: string;
}

/** Of the requests that succeed, the one with the fewest statements; the first within the bound is the last. */
async function fewestStatements(context: Context, operation: Operation, most: number): Promise<Cost | undefined> {
  const { api, records, runtime, brief } = context;
  const { pathParameter, list } = mainResource(brief);
  const isAboutOne = operation.path.includes(`{${pathParameter}}`);
  let fewest: Cost | undefined;
  for (let tried = 0; tried < tries && (fewest === undefined || fewest.calls > most); tried += 1) {
    const path = isAboutOne ? { [pathParameter]: (await records.create()).id } : {};
    const [base] = basesOf(context, operation);
    // A short page: what grows with the page is the business of database.constant-queries.
    const [shortest] = brief.database?.constantQueries.pageSizes ?? [];
    const query =
      operation.id === list && brief.pagination !== undefined ? { [brief.pagination.parameters.limit]: shortest } : {};
    const options = { path, query, ...(base === undefined ? {} : { json: base.body }) };
    let exchange: Awaited<ReturnType<typeof api.call>> | undefined;
    const statements = await runtime.database.statementsDuring(async () => {
      exchange = await api.call(operation.id, options);
    });
    if (exchange === undefined || !isSuccess({ exchange })) continue;
    const calls = statements.reduce((total, each) => total + each.calls, 0);
    if (fewest === undefined || calls < fewest.calls) {
      fewest = { calls, statements: statements.slice(0, 10), curl: exchange.curl };
    }
  }
  return fewest;
}
