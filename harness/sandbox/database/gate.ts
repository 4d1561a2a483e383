import type { DatabaseServer } from "./start-database.ts";

/** A client that gives up a connection earlier than this does not wait for a database at all: libpq's shortest time-out is 2 s. */
const atMostSeconds = 1.5;

/**
 * Lets whoever connects to this database wait until clients of so many addresses have come, and then lets all of them in at the same
 * moment, as a database does that comes up later than what uses it. Nobody waits longer than 1.5 s, and nobody once it was open.
 */
export async function gate(server: DatabaseServer, database: string, clients: number): Promise<void> {
  await server.sql(database, [
    "create schema assay_gate",
    // What a sequence has counted is seen by others at once.
    "create sequence assay_gate.opened",
    `create function assay_gate.wait() returns event_trigger language plpgsql security definer set search_path = pg_catalog as $$
     declare
       since timestamptz := clock_timestamp();
     begin
       while session_user <> 'assay' and pg_sequence_last_value('assay_gate.opened'::regclass) is null loop
         perform pg_stat_clear_snapshot();
         if clock_timestamp() > since + interval '${atMostSeconds} s' or ${clients} <= (
           select count(distinct client_addr) from pg_stat_activity
           where datname = current_database() and usename = session_user
         ) then
           perform nextval('assay_gate.opened');
         else
           perform pg_sleep(0.002);
         end if;
       end loop;
     end $$`,
    "create event trigger assay_gate on login execute function assay_gate.wait()",
  ]);
}
