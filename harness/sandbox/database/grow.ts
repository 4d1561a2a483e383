import type { DatabaseProbe, GrownTable } from "../../types/runtime.ts";
import type { DatabaseServer } from "./start-database.ts";
import { isMarked, quoted, tableOf } from "./table-of.ts";

type Query = DatabaseProbe["query"];

const pageBytes = 8192;
/** So many copies are made by two sessions, each half of them. */
const manyCopies = 10_000;

/**
 * Finds the one table of the app with exactly `count` rows of which a column is `mark`, and copies one of them `rows` times, with keys,
 * marks and times of their own. Triggers and foreign keys are off meanwhile; functions that the submission's own constraints call run with
 * the rights of its role, never with ours. Disposing of it takes the copies away. Undefined where
 * there is no such table, or it can't be copied: the schema is the submission's own.
 */
export async function growTable(
  server: DatabaseServer,
  database: string,
  query: Query,
  { mark, count, rows }: { readonly mark: string; readonly count: number; readonly rows: number },
): Promise<GrownTable | undefined> {
  const table = await tableOf(query, { mark, count });
  if (table === undefined) return undefined;
  const columns = await columnsOf(query, table, mark);
  const names = columns.map(({ name }) => name).join(", ");
  const values = columns.map(({ value }) => value).join(", ");
  const transactions: string[] = [];
  let copies = 0;
  const insert = async (from: number, to: number): Promise<void> => {
    // One transaction: its number tells the copies from the app's own rows.
    const number = await server.sqlAsOwner(
      database,
      `set session_replication_role = replica;
       insert into ${table} (${names}) select ${values}
         from (select * from ${table} t where ${isMarked(mark)} limit 1) t, generate_series(${from}, ${to}) n;
       select pg_current_xact_id()::xid`,
    );
    transactions.push(`'${number.trim()}'`);
  };
  const copy = async (more: number): Promise<void> => {
    const middle = more < manyCopies ? copies : copies + Math.floor(more / 2);
    const halves = [insert(middle + 1, copies + more)];
    if (middle > copies) halves.push(insert(copies + 1, middle));
    copies += more;
    const ended = await Promise.allSettled(halves);
    for (const each of ended) if (each.status === "rejected") throw each.reason;
    await server.sqlAsOwner(database, `analyze ${table}`);
  };
  const size = async () => {
    const [row] = await query(
      `select count(*) as records, pg_relation_size('${quoted(table)}') as bytes from ${table}`,
    );
    return { records: Number(row?.records), pages: Math.floor(Number(row?.bytes) / pageBytes) };
  };
  await server.sql(database, `grant set on parameter session_replication_role to "${database}"`);
  const clear = async (): Promise<void> => {
    if (transactions.length === 0) return;
    await server.sqlAsOwner(
      database,
      `set session_replication_role = replica; delete from ${table} where xmin in (${transactions.join(", ")})`,
    );
    await server.sqlAsOwner(database, `vacuum analyze ${table}`);
  };
  try {
    await copy(rows);
  } catch {
    await clear();
    return undefined;
  }
  return {
    table,
    size,
    async to(records) {
      const more = records - (await size()).records;
      if (more > 0) await copy(more);
      return await size();
    },
    [Symbol.asyncDispose]: clear,
  };
}

/** The columns that a copy is given, and what each holds in copy `n` of row `t`; the others get their default. */
async function columnsOf(query: Query, table: string, mark: string) {
  const found = await query(
    `select a.attname as plain, format('%I', a.attname) as name, t.typname as type, t.typcategory as category,
            exists (select 1 from pg_index i where i.indrelid = a.attrelid and i.indisunique and a.attnum = any(i.indkey)) as key
       from pg_attribute a join pg_type t on t.oid = a.atttypid
       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = '${quoted(table)}'::regclass and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '' and a.attidentity = ''
        and coalesce(pg_get_expr(d.adbin, d.adrelid), '') not like 'nextval(%'`,
  );
  const [row] = await query(`select * from ${table} t where ${isMarked(mark)} limit 1`);
  return found.map(({ plain, name, type, category, key }) => {
    if (row?.[String(plain)] === mark) return { name, value: `'c' || n || t.${name}` };
    // Apart from each other by more than a record lasts, so that none is in another's way; in the past, behind what is new, and
    // of 100,000 the last one still in a year that Python knows.
    if (category === "D" && type !== "time" && type !== "timetz")
      return { name, value: `t.${name} - n * interval '2 days'` };
    if (key !== "true") return { name, value: `t.${name}` };
    if (type === "uuid") return { name, value: "gen_random_uuid()" };
    if (category === "S") return { name, value: "'c' || lpad(n::text, 9, '0')" };
    if (category === "N") return { name, value: `(select max(${name}) from ${table}) + n` };
    return { name, value: `t.${name}` };
  });
}
