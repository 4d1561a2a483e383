import type { Answered } from "../../http/types.ts";
import type { LoadProbe, Turn } from "../../types/load.ts";
import type { GrownTable, StatementCount, TableSize } from "../../types/runtime.ts";
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

/** What one request for a list looks at, in a table of as many records as the brief's `database.indexed` says. */
export interface Read extends Pick<GrowingList, "what" | "curl"> {
  /** Pages of 8 KiB. */
  readonly pages: number;
  readonly statements: readonly StatementCount[];
}

export interface Growth {
  /** At each size of the brief's `latency.growth`; undefined where the records can't be copied. */
  readonly lists: readonly GrowingList[] | undefined;
  /** Undefined where the records can't be copied, or take so little room that an index saves too little to tell. */
  readonly indexed: { readonly table: string; readonly pages: number; readonly reads: readonly Read[] } | undefined;
}

/** Records of the partition that is asked for: fewer than a page has. */
export const inPartition = 5;
const mostTurns = 25;
/** For each list and size: a quick app is through in a quarter of it. */
const budgetMs = 1_000;
const repeats = 3;
/** Of a table that is smaller than this, an index saves too little to tell. */
const fewestPages = 150;

/** One growth serves all checks of a run. */
const growths = new WeakMap<LoadProbe, Promise<Growth>>();

/**
 * Fills the table of the main resource step by step, and asks for the lists whose cost the brief bounds at each size. Throws
 * PrerequisiteFailed where no record can be created.
 */
export function growth(context: Context): Promise<Growth> {
  const known = growths.get(context.load) ?? grow(context);
  growths.set(context.load, known);
  return known;
}

interface List extends Pick<GrowingList, "what"> {
  /** Asks for it once. */
  readonly ask: () => Promise<Answered>;
  readonly first: Answered;
  readonly costs: Cost[];
}

async function grow(context: Context): Promise<Growth> {
  const { brief, records, runtime } = context;
  const sizes = brief.latency?.growth?.records ?? [];
  const atIndexed = brief.database?.indexed?.records;
  const { overrides, query } = partitionQuery(context);
  const [mark] = Object.values(overrides);
  if (mark === undefined) throw new Error("The brief's lint asks for a partition.");
  for (let made = 0; made < inPartition; made += 1) await records.create(overrides);
  const lists = [await listFor(context, query)];
  if (brief.database?.indexed?.newestFirst === true) lists.push(await listFor(context, {}));
  await using grown = await runtime.database.grow({ mark, count: inPartition, rows: 0 });
  if (grown === undefined) return { lists: undefined, indexed: undefined };
  let indexed: Growth["indexed"];
  const steps = new Set([...sizes, ...(atIndexed === undefined ? [] : [atIndexed])]);
  for (const step of [...steps].sort((a, b) => a - b)) {
    const reached = await grown.to(step);
    if (step === atIndexed) indexed = await readsOf(context, grown, reached, lists);
    if (!sizes.includes(step)) continue;
    for (const list of lists) list.costs.push(await costOf(context, list.first.request.target, reached));
  }
  return { lists: lists.map(({ what, costs, first: { curl } }) => ({ what, curl, costs })), indexed };
}

async function listFor({ api, brief }: Context, query: Readonly<Record<string, string>>): Promise<List> {
  const { list } = mainResource(brief);
  if (list === undefined) throw new Error("The brief's lint asks for a list.");
  const limit = brief.pagination === undefined ? {} : { [brief.pagination.parameters.limit]: inPartition };
  const ask = () => api.call(list, { query: { ...query, ...limit } });
  const [name] = Object.keys(query);
  return { what: name === undefined ? "the first page" : `by ${name}`, ask, first: await ask(), costs: [] };
}

async function readsOf(
  { runtime }: Context,
  { table }: GrownTable,
  { pages }: TableSize,
  lists: readonly List[],
): Promise<Growth["indexed"]> {
  if (pages < fewestPages) return undefined;
  const reads: Read[] = [];
  for (const list of lists) reads.push(await leastOf(runtime, list));
  return { table, pages, reads };
}

/** What the request needs when connections are open: the least over some repeats. */
async function leastOf({ database }: Context["runtime"], { what, ask, first: { curl } }: List): Promise<Read> {
  const reads: Read[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const statements = await database.statementsDuring(async () => void (await ask()));
    reads.push({ what, curl, statements, pages: pagesOf(statements) });
  }
  return reads.reduce((least, each) => (each.pages < least.pages ? each : least));
}

async function costOf({ load, runtime }: Context, path: string, { records }: TableSize): Promise<Cost> {
  const next = () => ({ method: "GET", path, headers: {} }) as const;
  let turns: readonly Turn[] = [];
  const statements = await runtime.database.statementsDuring(async () => {
    turns = await load.inTurn(next, mostTurns, budgetMs);
  });
  // One request more than is timed: it opens the connections.
  return { records, pages: pagesOf(statements) / (turns.length + 1), turns };
}

function pagesOf(statements: readonly StatementCount[]): number {
  return statements.reduce((total, { pages }) => total + pages, 0);
}
