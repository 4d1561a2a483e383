import type { DatabaseProbe, MarkedRows } from "../../types/runtime.ts";

/** See DatabaseProbe.marked. */
export async function markedRows(
  query: DatabaseProbe["query"],
  { mark, count }: { readonly mark: string; readonly count: number },
): Promise<MarkedRows | undefined> {
  const table = await tableOf(query, { mark, count });
  if (table === undefined) return undefined;
  return { table, rows: await query(`select * from ${table} t where ${isMarked(mark)}`) };
}

/** The one table of the app with exactly `count` rows of which a column is `mark`; undefined where there is none, or several. */
export async function tableOf(
  query: DatabaseProbe["query"],
  { mark, count }: { readonly mark: string; readonly count: number },
): Promise<string | undefined> {
  const tables = await query(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and not c.relispartition and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`,
  );
  if (tables.length === 0) return undefined;
  const counts = tables.map(
    ({ name }) =>
      `select '${quoted(String(name))}' as name, (select count(*) from ${name} t where ${isMarked(mark)}) as marked`,
  );
  const found = await query(`select * from (${counts.join(" union all ")}) c where marked > 0`);
  const [only, ...others] = found;
  return others.length === 0 && Number(only?.marked) === count ? String(only?.name) : undefined;
}

/** SQL about a row `t`: a whole column holds the mark, not a document or a text in which it stands. */
export function isMarked(mark: string): string {
  return `exists (select 1 from jsonb_each_text(to_jsonb(t)) e where e.value = '${quoted(mark)}')`;
}

/** Text for between the quotes of an SQL literal. */
export function quoted(text: string): string {
  return text.replaceAll("'", "''");
}
