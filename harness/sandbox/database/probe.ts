import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseProbe, HeldTables, StatementCount } from "../../types/runtime.ts";
import { growTable } from "./grow.ts";
import { keptOf } from "./kept.ts";
import type { DatabaseServer } from "./start-database.ts";
import { markedRows } from "./table-of.ts";
import { watchInserts } from "./watch-inserts.ts";

/** Statements that every driver sends around the app's own. */
const transactionControl =
  "^\\s*(begin|start transaction|commit|rollback|abort|end|savepoint|release|set|reset|show|discard|deallocate)\\M";

/** Looks into the app's database as assay's superuser. */
export function databaseProbe(server: DatabaseServer, database: string): DatabaseProbe {
  const rows = async (sql: string): Promise<readonly Readonly<Record<string, string | null>>[]> => {
    // jsonb gives each value as PostgreSQL's own text, the scale of a numeric included.
    const row = "(select json_object_agg(key, value) from jsonb_each_text(to_jsonb(t)))";
    const text = await server.sql(database, `select coalesce(json_agg(${row}), '[]') from (${sql}) t`);
    return JSON.parse(text) as Readonly<Record<string, string | null>>[];
  };
  return {
    query: rows,
    async statementsDuring(action) {
      await server.sql(database, "select pg_stat_statements_reset()");
      await action();
      const found = await rows(
        `select s.query, s.calls, s.rows, s.shared_blks_hit + s.shared_blks_read as pages from pg_stat_statements s
         join pg_database d on d.oid = s.dbid join pg_roles r on r.oid = s.userid
         where d.datname = current_database() and r.rolname <> 'assay' and s.query !~* '${transactionControl}'
         order by s.calls desc`,
      );
      return found.map(
        (row): StatementCount => ({
          query: String(row.query),
          calls: Number(row.calls),
          rows: Number(row.rows),
          pages: Number(row.pages),
        }),
      );
    },
    marked: (options) => markedRows(rows, options),
    keeps: (changes) => keptOf(server, database, rows, changes),
    grow: (options) => growTable(server, database, rows, options),
    watchInserts: () => watchInserts(server, database),
    hold: (atMostMs) => holdTables(server, database, atMostMs),
    cutOff: () => cutOff(server, database),
  };
}

/** Works from another database, because this one is closed to us as well. */
async function cutOff(server: DatabaseServer, database: string): Promise<AsyncDisposable> {
  const allow = async (allowed: boolean): Promise<void> => {
    await server.sql("postgres", `alter database "${database}" with allow_connections ${allowed}`);
  };
  await allow(false);
  await server.sql("postgres", `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`);
  return { [Symbol.asyncDispose]: () => allow(true) };
}

const holder = "assay-hold";

async function holdTables(server: DatabaseServer, database: string, atMostMs: number): Promise<HeldTables> {
  const tables = await server.sql(
    database,
    `select string_agg(format('%I.%I', schemaname, tablename), ', ') from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const nobodyWaits: HeldTables = { waiting: async () => 0, [Symbol.asyncDispose]: async () => undefined };
  if (tables.trim() === "") return nobodyWaits;
  const script = `begin; lock table ${tables.trim()} in access exclusive mode; select pg_sleep(${atMostMs / 1000}); rollback;`;
  // Ends by itself after the time, or by being cancelled: either way its error is of no interest.
  const holding = server.sql(database, script, { PGAPPNAME: holder }).catch(() => undefined);
  await untilHeld(server, database);
  return {
    async waiting() {
      const count = await server.sql(
        database,
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and usename <> 'assay'",
      );
      return Number(count.trim());
    },
    async [Symbol.asyncDispose]() {
      await server.sql(
        database,
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${holder}' and datname = current_database()`,
      );
      await holding;
    },
  };
}

async function untilHeld(server: DatabaseServer, database: string): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const sleeping = await server.sql(
      database,
      `select count(*) from pg_stat_activity where application_name = '${holder}' and wait_event = 'PgSleep' and datname = current_database()`,
    );
    if (Number(sleeping.trim()) > 0) return;
    await sleep(50);
  }
}
