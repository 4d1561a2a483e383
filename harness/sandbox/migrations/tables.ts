import type { DatabaseServer } from "../database/start-database.ts";

/** Alembic's own table is there at any revision, also at none. */
const notAlembic = "tablename <> 'alembic_version'";
const ofNobody = "('pg_catalog', 'information_schema')";

/** Rows of each table of a database, by its name as SQL writes it. */
export async function rowsOf(server: DatabaseServer, database: string): Promise<Readonly<Record<string, number>>> {
  const text = await server.sql(
    database,
    `select coalesce(json_object_agg(t, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %s', t), false, true, '')))[1]::text::int), '{}')
     from (select format('%I.%I', schemaname, tablename) as t from pg_tables
           where schemaname not in ${ofNobody} and ${notAlembic}) tables`,
  );
  return JSON.parse(text) as Readonly<Record<string, number>>;
}

/** Columns, constraints, indexes and enums of a database, one a line, sorted. */
export async function schemaOf(server: DatabaseServer, database: string): Promise<readonly string[]> {
  const text = await server.sql(
    database,
    `select line from (
       select format('column %s.%s %s %s', table_name, column_name, udt_name, is_nullable) as line from information_schema.columns
        where table_schema not in ${ofNobody}
       union all select 'index ' || indexdef from pg_indexes where schemaname not in ${ofNobody}
       union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
        where connamespace::regnamespace::text not in ${ofNobody}
       union all select format('value %s %s', enumtypid::regtype, enumlabel) from pg_enum
     ) all_lines where line not like '%alembic_version%' order by 1`,
  );
  return text.split("\n").filter((line) => line !== "");
}

/** Names of each table's columns that can be written to, as SQL writes them. */
export async function columnsOf(
  server: DatabaseServer,
  database: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const text = await server.sql(
    database,
    `select coalesce(json_object_agg(t, columns), '{}') from (
       select format('%I.%I', c.table_schema, c.table_name) as t, json_agg(format('%I', c.column_name)) as columns
         from information_schema.columns c join information_schema.tables using (table_schema, table_name)
        where table_type = 'BASE TABLE' and table_schema not in ${ofNobody} and is_generated = 'NEVER'
        group by 1) all_tables`,
  );
  return JSON.parse(text) as Readonly<Record<string, readonly string[]>>;
}
