import type { DatabaseProbe } from "../../../types/runtime.ts";
import type { BrokenRow, Stored } from "./broken-rows.ts";
import { columnsOf } from "./columns.ts";

/**
 * An entry of a list that belongs to no record: a row of the one other table that has, for each record, as many rows with the record's
 * key as its list has entries. Undefined where no such table is found: lists may also be kept in the record's own row.
 */
export async function entryOfNothing(
  database: DatabaseProbe,
  list: string,
  { table, columns, rows, records }: Stored,
): Promise<BrokenRow | undefined> {
  const counts = records.map((record) => (Array.isArray(record[list]) ? record[list].length : 0));
  for (const key of columns.filter(({ key: isKey }) => isKey)) {
    const keys = rows.map((row) => String(row[key.plain]));
    const found = await columnsHolding(database, table, keys, counts);
    const [only, ...others] = found;
    if (only === undefined || others.length > 0) continue;
    const owner = (await columnsOf(database, only.table)).find(({ plain }) => plain === only.plain);
    const value = owner && strange(owner.type, owner.category, keys[0] ?? "");
    if (owner === undefined || value === undefined) continue;
    return {
      what: `in ${only.table} (${list}) that belongs to no row of ${table}`,
      change: {
        table: only.table,
        row: `to_jsonb(t)->>'${only.plain.replaceAll("'", "''")}' = '${keys[0]?.replaceAll("'", "''")}'`,
        column: owner.name,
        value,
        broken: `not exists (select 1 from ${table} o where o.${key.name}::text = t.${owner.name}::text)`,
      },
    };
  }
  return undefined;
}

/** Columns of other tables that hold each key as often as is asked for. */
async function columnsHolding(
  database: DatabaseProbe,
  table: string,
  keys: readonly string[],
  counts: readonly number[],
): Promise<readonly { readonly table: string; readonly plain: string }[]> {
  const tables = await database.query(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and not c.relispartition and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`,
  );
  const wanted = keys.map((key) => `'${key.replaceAll("'", "''")}'`);
  const seen = tables
    .map(({ name }) => String(name))
    .filter((name) => name !== table)
    .map(
      (name) => `select '${name.replaceAll("'", "''")}' as name, e.key as plain,
        ${wanted.map((key, index) => `count(*) filter (where e.value = ${key}) as n${index}`).join(", ")}
        from ${name} t, jsonb_each_text(to_jsonb(t)) e where e.value in (${wanted.join(", ")}) group by e.key`,
    );
  if (seen.length === 0) return [];
  const found = await database.query(seen.join(" union all "));
  return found
    .filter((row) => counts.every((count, index) => Number(row[`n${index}`]) === count))
    .map(({ name, plain }) => ({ table: String(name), plain: String(plain) }));
}

/** A key that no record has, most likely: whether one has is looked at afterwards. */
function strange(type: string, category: string, key: string): string | undefined {
  if (type === "uuid") return "gen_random_uuid()";
  if (category === "N") return "2000000011";
  return category === "S" ? `'${[...key].reverse().join("").replaceAll("'", "''")}'` : undefined;
}
