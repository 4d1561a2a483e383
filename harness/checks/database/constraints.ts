import type { CreatedRecord, Records, StageContexts } from "../check.ts";
import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { type BrokenRow, brokenRows, type Stored } from "./rows/broken-rows.ts";
import { columnOf, columnsOf } from "./rows/columns.ts";
import { entryOfNothing } from "./rows/entry-of-nothing.ts";

type Context = StageContexts["runtime"];

/** Entries in the lists of the two records: which table belongs to which list is seen by these. */
const entries = [2, 3] as const;

export default defineCheck({
  id: "database.constraints",
  stage: "runtime",
  after: ["database.migrates-from-empty", "stateful.create-then-read"],
  title: "The database refuses rows that must not be there",
  why: "Code changes, scripts and people write past the checks of the service; what the database refuses can't go wrong.",
  hint: "Write the rule into a migration: NOT NULL, UNIQUE, CHECK, REFERENCES, an enum type or an exclusion constraint.",
  notAskedBy: (brief) =>
    brief.database?.refuses === undefined ? "The brief names no rows that the database must refuse." : undefined,
  async run(context) {
    const { brief, runtime } = context;
    const refuses = brief.database?.refuses;
    if (refuses === undefined) throw new Error("not asked by this brief");
    const created = await twoRecords(context, refuses.withoutOwner);
    const stored = await storedOf(context, created);
    if (stored === undefined) return nothingSeen("Which table keeps the records could not be told for sure.");
    const rows: BrokenRow[] = [...brokenRows(brief, refuses, stored)];
    for (const list of refuses.withoutOwner) {
      const entry = await entryOfNothing(runtime.database, list, stored);
      if (entry !== undefined) rows.push(entry);
    }
    const verdicts = await runtime.database.keeps(rows.map(({ change }) => change));
    const results = tally();
    for (const [index, { what, change }] of rows.entries()) {
      if (verdicts[index] === "untried") continue;
      if (verdicts[index] === "refused") {
        results.ok(what);
        continue;
      }
      results.wrong(what, {
        message: `The database takes a row ${what}.`,
        expected: "an error of the database, whoever writes the row",
        received: "it is stored (and was taken back)",
        curl: created[0].exchange.curl,
        detail: `update ${change.table} set ${change.column} = ${change.value} where <the row of the record that this request made>`,
      });
    }
    return (
      results.outcome((count) => `${count} rows that must not be there, in ${stored.table}`) ??
      nothingSeen("None of the fields has a column of its own.")
    );
  },
});

/** In a partition of their own, with two entries in each list of the one, three in those of the other. */
async function twoRecords({ brief, records }: Context, lists: readonly string[]) {
  const { partition } = mainResource(brief);
  const mark = records.partition();
  const create = (count: number): Promise<CreatedRecord> =>
    records.create({
      ...(partition === undefined ? {} : { [partition.field]: mark }),
      ...Object.fromEntries(lists.map((list) => [list, differentEntries(records, list).slice(0, count)])),
    });
  return [await create(entries[0]), await create(entries[1])] as const;
}

/** Entries as bodies have them, each once. */
function differentEntries(records: Records, list: string): readonly unknown[] {
  const found = new Map<string, unknown>();
  for (let tried = 0; tried < 40 && found.size < Math.max(...entries); tried += 1) {
    const value = records.body()[list];
    for (const entry of Array.isArray(value) ? value : []) found.set(JSON.stringify(entry), entry);
  }
  return [...found.values()];
}

async function storedOf(
  { brief, runtime: { database } }: Context,
  created: readonly [CreatedRecord, CreatedRecord],
): Promise<Stored | undefined> {
  const { partition, id } = mainResource(brief);
  const mark = partition && String(created[0].sent[partition.field]);
  const marked = mark === undefined ? undefined : await database.marked({ mark, count: created.length });
  if (marked === undefined) return undefined;
  const { table } = marked;
  const columns = await columnsOf(database, table);
  const records = created.map(({ received }) => received);
  const key = columnOf(id, records, { columns, rows: marked.rows });
  if (key === undefined) return undefined;
  const rows = created.flatMap((record) => marked.rows.filter((row) => row[key.plain] === record.id));
  if (rows.length !== created.length) return undefined;
  return { table, columns, rows, records, first: `t.${key.name}::text = '${created[0].id.replaceAll("'", "''")}'` };
}
