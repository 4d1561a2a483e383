import type { InsertWatch } from "../../types/runtime.ts";
import type { DatabaseServer } from "./start-database.ts";
import { quoted } from "./table-of.ts";

/** A sequence counts, also in transactions that are rolled back. The sleep is where the session hears that it has to end. */
const setUp = `
create schema assay_watch;
create table assay_watch.wanted (tab oid primary key, nth bigint not null);
create sequence assay_watch.cuts;
create function assay_watch.seen() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  this_one bigint := nextval(format('assay_watch.n%s', tg_relid)::regclass);
begin
  if exists (select from assay_watch.wanted w where w.tab = tg_relid and w.nth = this_one) then
    perform nextval('assay_watch.cuts');
    perform pg_terminate_backend(pg_backend_pid());
    perform pg_sleep(5);
  end if;
  return null;
end $$;
grant usage on schema assay_watch to public;
do $$
declare
  tab regclass;
begin
  for tab in
    select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'assay_watch')
  loop
    execute format('create sequence assay_watch.n%s', tab::oid);
    execute format('create trigger assay_watch after insert on %s for each row execute function assay_watch.seen()', tab);
  end loop;
end $$;`;

const counts = `
select coalesce(json_agg(json_build_object('table', tab::text, 'rows', n)), '[]') from (
  select c.oid::regclass as tab, pg_sequence_last_value(format('assay_watch.n%s', c.oid)::regclass) as n from pg_class c
  where exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'assay_watch')) s
where n is not null`;

const startAgain = `
select setval(s.oid::regclass, 1, false) from pg_class s join pg_namespace n on n.oid = s.relnamespace
where s.relkind = 'S' and n.nspname = 'assay_watch'`;

/** See DatabaseProbe.watchInserts. What it puts into the database is gone when it is disposed of. */
export async function watchInserts(server: DatabaseServer, database: string): Promise<InsertWatch> {
  const sql = (text: string): Promise<string> => server.sql(database, `set lock_timeout = '5s'; ${text}`);
  await sql(setUp);
  return {
    async inserted() {
      return JSON.parse(await sql(counts)) as { table: string; rows: number }[];
    },
    async cutAt(table, row) {
      await sql(
        `delete from assay_watch.wanted; insert into assay_watch.wanted values ('${quoted(table)}'::regclass, ${row}); ${startAgain}`,
      );
    },
    async hasCut() {
      const last = await sql(
        "delete from assay_watch.wanted; select pg_sequence_last_value('assay_watch.cuts'::regclass)",
      );
      return last.trim() !== "";
    },
    async [Symbol.asyncDispose]() {
      await sql("delete from assay_watch.wanted");
      // Waits for the app's transactions. Where one never ends, the triggers stay, and do nothing.
      await sql("drop schema assay_watch cascade").catch(() => undefined);
    },
  };
}
