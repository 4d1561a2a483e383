import type { LoadProbe, Turn } from "../../types/load.ts";
import type { TableSize } from "../../types/runtime.ts";
import type { StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";

type Context = StageContexts["load"];

/** A list at one size of the table. */
export interface Cost {
  /** Records of the table. */
  readonly records: number;
  /** Pages of the database that one request looks at, on average. */
  readonly pages: number;
  readonly turns: readonly Turn[];
}

/** What a list costs while the table grows. */
export interface GrowingList {
  /** "by customer_email", "the first page" */
  readonly what: string;
  readonly curl: string;
  readonly costs: readonly Cost[];
}

const inPartition = 5;
const mostTurns = 25;
/** For each list and size: a quick app is through in a quarter of it. */
const budgetMs = 1_000;

/** One growth serves all checks of a run. */
const growths = new WeakMap<LoadProbe, Promise<readonly GrowingList[] | undefined>>();

/**
 * Fills the table of the main resource step by step, and asks for the lists whose cost the brief bounds at each size. Undefined where
 * its records can't be copied. Throws PrerequisiteFailed where none can be created.
 */
export function growth(context: Context): Promise<readonly GrowingList[] | undefined> {
  const known = growths.get(context.load) ?? grow(context);
  growths.set(context.load, known);
  return known;
}

interface List extends Pick<GrowingList, "what" | "curl"> {
  readonly path: string;
  readonly costs: Cost[];
}

async function grow(context: Context): Promise<readonly GrowingList[] | undefined> {
  const { brief, records, runtime } = context;
  const sizes = brief.latency?.growth?.records ?? [];
  const { overrides, query } = partitionQuery(context);
  const [mark] = Object.values(overrides);
  if (mark === undefined) throw new Error("The brief's lint asks for a partition.");
  for (let made = 0; made < inPartition; made += 1) await records.create(overrides);
  const lists = [await listFor(context, query)];
  if (brief.database?.indexed?.newestFirst === true) lists.push(await listFor(context, {}));
  await using grown = await runtime.database.grow({ mark, count: inPartition, rows: 0 });
  if (grown === undefined) return undefined;
  for (const size of sizes) {
    const reached = await grown.to(size);
    for (const list of lists) list.costs.push(await costOf(context, list.path, reached));
  }
  return lists;
}

async function listFor({ api, brief }: Context, query: Readonly<Record<string, string>>): Promise<List> {
  const { list } = mainResource(brief);
  if (list === undefined) throw new Error("The brief's lint asks for a list.");
  const limit = brief.pagination === undefined ? {} : { [brief.pagination.parameters.limit]: inPartition };
  const { curl, request } = await api.call(list, { query: { ...query, ...limit } });
  const [name] = Object.keys(query);
  return { what: name === undefined ? "the first page" : `by ${name}`, curl, path: request.target, costs: [] };
}

async function costOf({ load, runtime }: Context, path: string, { records }: TableSize): Promise<Cost> {
  const next = () => ({ method: "GET", path, headers: {} }) as const;
  let turns: readonly Turn[] = [];
  const statements = await runtime.database.statementsDuring(async () => {
    turns = await load.inTurn(next, mostTurns, budgetMs);
  });
  const pages = statements.reduce((total, statement) => total + statement.pages, 0);
  // One request more than is timed: it opens the connections.
  return { records, pages: pages / (turns.length + 1), turns };
}
