import type { DatabaseProbe, RowChange } from "../../types/runtime.ts";
import type { DatabaseServer } from "./start-database.ts";
import { quoted } from "./table-of.ts";

/**
 * Makes one change, and takes it back. True where the row is there as it was asked for, null where the statement itself makes no sense
 * of the column (class 42). Rows and their checks come before indexes: a further row that only equals another one in a key
 * (`though_taken`) has passed everything else.
 */
const tryOne = `
create function pg_temp.kept(change text, though_taken boolean) returns boolean language plpgsql as $$
declare
  kept boolean;
begin
  execute change into kept;
  set constraints all immediate;
  raise exception using errcode = 'ASSAY';
exception
  when sqlstate 'ASSAY' then return coalesce(kept, false);
  when lock_not_available then raise;
  when unique_violation or exclusion_violation then return though_taken;
  when assert_failure or others then return case when sqlstate like '42%' then null else false end;
end $$;`;

/** See DatabaseProbe.keeps. */
export async function keptOf(
  server: DatabaseServer,
  database: string,
  query: DatabaseProbe["query"],
  changes: readonly RowChange[],
): Promise<readonly ("kept" | "refused" | "untried")[]> {
  if (changes.length === 0) return [];
  const tables = [...new Set(changes.map(({ table }) => table))];
  const columns = new Map(
    await Promise.all(tables.map(async (table) => [table, await columnsOf(query, table)] as const)),
  );
  const tried = changes.map(
    (change) =>
      `(pg_temp.kept('${quoted(updateOf(change))}', false) and pg_temp.kept('${quoted(insertOf(change, columns.get(change.table) ?? []))}', true))`,
  );
  const text = await server.sqlAsOwner(
    database,
    `set lock_timeout = '3s'; ${tryOne} select json_build_array(${tried.join(", ")})`,
  );
  const results = JSON.parse(text) as readonly (boolean | null)[];
  return results.map((kept) => (kept === null ? "untried" : kept ? "kept" : "refused"));
}

/** Names of the columns that an insert may give a value. */
async function columnsOf(query: DatabaseProbe["query"], table: string): Promise<readonly string[]> {
  const found = await query(
    `select format('%I', attname) as name from pg_attribute
     where attrelid = '${quoted(table)}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
  );
  return found.map(({ name }) => String(name));
}

function updateOf({ table, row, column, value, broken }: RowChange): string {
  return `with t as (update ${table} set ${column} = ${value}
    where ctid = (select ctid from ${table} t where ${row} limit 1) returning *) select bool_or(${broken}) from t`;
}

function insertOf({ table, row, column, value, broken }: RowChange, columns: readonly string[]): string {
  const values = columns.map((name) => (name === column ? value : name));
  return `with t as (insert into ${table} (${columns.join(", ")}) overriding system value
    select ${values.join(", ")} from ${table} t where ${row} limit 1 returning *) select bool_or(${broken}) from t`;
}
