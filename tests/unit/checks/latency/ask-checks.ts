import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { loadBrief } from "../../../../harness/brief/load-brief.ts";
import usesIndex from "../../../../harness/checks/database/uses-index.ts";
import { latencyChecks } from "../../../../harness/checks/latency/index.ts";
import { createRecords } from "../../../../harness/checks/records.ts";
import { createClient } from "../../../../harness/http/client.ts";
import type { LatencyComparison, LoadProbe, Turn } from "../../../../harness/types/load.ts";
import type { Outcome } from "../../../../harness/types/outcome.ts";
import { seededRandom } from "../../../../harness/types/random.ts";
import type { GrownTable, Runtime, StatementCount } from "../../../../harness/types/runtime.ts";

const brief = await loadBrief("orders");

/** What is measured of an app of which every other check is satisfied. */
export interface Measurable {
  readonly compared?: Readonly<Record<string, Partial<LatencyComparison>>>;
  /** At so many records of the table: pages of the database and milliseconds that one list takes. Undefined: it can't be grown. */
  readonly costs?: (records: number) => { readonly pages: number; readonly ms: number };
}

/** Runs checks of the brief `orders`, which share what is measured: of latency, by their short names, and `database.uses-index`. */
export async function askChecks(ids: readonly string[], measurable: Measurable): Promise<readonly Outcome[]> {
  const server = createServer(({ method }, response) => {
    response.statusCode = method === "POST" ? 201 : 200;
    response.setHeader("content-type", "application/json");
    response.end('{"id":"1","data":[],"next_cursor":null}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await using api = createClient({ baseUrl, api: brief.api, random: seededRandom(1, "client") });
    const random = seededRandom(1, "latency");
    const records = createRecords({ api, brief, random });
    const context = { brief, api, random, records, dataset: undefined, ...standIns(measurable) };
    const outcomes: Outcome[] = [];
    for (const id of ids) {
      const check = [...latencyChecks, usesIndex].find((each) => [id, `latency.${id}`].includes(each.id));
      if (check?.stage !== "load") throw new Error(`${id} is no check of this stage`);
      outcomes.push(await check.run(context));
    }
    return outcomes;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function standIns({ compared = {}, costs }: Measurable): { readonly load: LoadProbe; readonly runtime: Runtime } {
  let records = 0;
  let requests = 1;
  const load: LoadProbe = {
    compare: async (targets) => new Map(targets.map(({ name }) => [name, { ...fine, ...compared[name] }])),
    async inTurn(_, most) {
      requests = most + 1;
      const { ms } = costs?.(records) ?? { ms: 1 };
      return Array.from({ length: most }, (_, turn): Turn => ({ appMs: ms + (turn % 3) / 10, referenceMs: 5 }));
    },
  };
  const grown: GrownTable = {
    table: "orders",
    size: async () => ({ records, pages: records / 40 }),
    async to(more) {
      records = more;
      return { records, pages: records / 40 };
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
  const statementsDuring = async (action: () => Promise<void>): Promise<readonly StatementCount[]> => {
    requests = 1;
    await action();
    return [{ query: "select", calls: requests, rows: 5 * requests, pages: requests * (costs?.(records).pages ?? 1) }];
  };
  const database = { statementsDuring, grow: async () => (costs === undefined ? undefined : grown) };
  return { load, runtime: { database } as unknown as Runtime };
}

const fine: LatencyComparison = {
  ...{ ratio: 1.5, interval: [1.2, 1.9], appP95Ms: 6, referenceP95Ms: 4, windows: 4, requests: 128, failures: [] },
  plot: { title: "Latency", xLabel: "percentile", yLabel: "ms", series: [] },
};
