import type Docker from "dockerode";
import type { RuntimeContract } from "../../brief/types.ts";
import type { Workspace } from "../../submission/types.ts";
import type { MigrationReport, MigrationStep } from "../../types/runtime.ts";
import { exec } from "../container/exec.ts";
import { startContainer } from "../container/start-container.ts";
import type { DatabaseServer } from "../database/start-database.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { environmentOf } from "../service/environment.ts";
import { migrationTool } from "./migration-tool.ts";

const database = "migrations";
const stepSeconds = 60;

/**
 * Runs the submission's own migrations in a container of its image, on a database of their own: up, compared with the models, one back,
 * up again with the app's rows, down to nothing and up again. A command that never ends fails. Throws EnvironmentError where the engine does.
 */
export async function tryMigrations(
  sandbox: Sandbox,
  subject: {
    readonly image: string;
    readonly workspace: Workspace;
    readonly contract: RuntimeContract;
    readonly credentials: { readonly username: string; readonly password: string };
  },
): Promise<MigrationReport> {
  const tool = await migrationTool(subject.workspace);
  if (tool === undefined) {
    return { ran: false, reason: "It has no migration tool whose commands are known (Flask-Migrate, Alembic)." };
  }
  const server = await sandbox.database();
  const databaseUrl = await server.create(database);
  const container = await startContainer(sandbox, "migrations", {
    image: subject.image,
    entrypoint: ["sleep"],
    command: ["600"],
    environment: environmentOf({ ...subject, dataset: undefined }, databaseUrl),
    network: sandbox.network,
    memoryBytes: sandbox.limits.memoryBytes,
    cpus: sandbox.limits.cpus,
    canWait: true,
    pids: sandbox.limits.pids,
    tmpBytes: sandbox.limits.tmpBytes,
  });
  try {
    const step = (args: readonly string[]) => run(container, [...tool.command, ...args]);
    const up = await step(tool.up);
    const newest = await revisionOf(server);
    if (up.exitCode !== 0 || newest === "") {
      return { ran: false, reason: `\`${up.command}\` does not bring an empty database up in its image, by itself.` };
    }
    const before = await schemaOf(server);
    const check = await step(tool.check);
    const back = await step(tool.back);
    const earlier =
      back.exitCode === 0 ? await withRows(server, new URL(databaseUrl).password, () => step(tool.up)) : undefined;
    const down = await step(tool.down);
    const again = await step(tool.up);
    return {
      ran: true,
      check,
      earlier,
      down: back.exitCode === 0 ? down : back,
      again,
      schemas: [before, await schemaOf(server)],
    };
  } finally {
    await container.remove({ force: true, v: true }).catch(() => undefined);
  }
}

async function run(container: Docker.Container, command: readonly string[]): Promise<MigrationStep> {
  const { exitCode, stdout, stderr } = await exec(container, ["timeout", String(stepSeconds), ...command]);
  const output = `${stdout}\n${stderr}`.trim().split("\n").slice(-40).join("\n");
  return { command: command.join(" "), exitCode, output };
}

/** The revisions that the database is at; "" for none. */
async function revisionOf(server: DatabaseServer): Promise<string> {
  const [known] = await lines(server, "select to_regclass('alembic_version') is not null");
  if (known !== "t") return "";
  return (await lines(server, "select version_num from alembic_version order by 1")).join(", ");
}

/** Gives the tables of this revision the app's rows, and takes it to the newest one: rows by table before and after. */
async function withRows(server: DatabaseServer, password: string, up: () => Promise<MigrationStep>) {
  if ((await revisionOf(server)) === "") return undefined;
  await copyRows(server, password);
  const before = await rowsOf(server);
  const step = await up();
  return { step, before, after: await rowsOf(server) };
}

/**
 * Rows of the app's tables that this revision has, too, with the columns that it has; a table that does not take them stays empty. They
 * are written by the owner, without triggers and foreign keys: what checks them is the submission's code.
 */
async function copyRows(server: DatabaseServer, password: string): Promise<void> {
  await server.sql(database, `grant set on parameter session_replication_role to ${database}`);
  const [there, here] = await Promise.all([columnsOf(server, "app"), columnsOf(server, database)]);
  const psql = (who: string, ...commands: readonly string[]): string =>
    `psql ${who} -X -q ${commands.map((each) => `-c '${each.replaceAll("'", `'\\''`)}'`).join(" ")}`;
  const copies = Object.entries(here).flatMap(([table, columns]) => {
    const both = columns.filter((column) => there[table]?.includes(column) === true).join(", ");
    if (both === "") return [];
    const from = psql("-h /tmp -U assay -d app", `copy (select ${both} from ${table}) to stdout`);
    const into = psql(
      `-h 127.0.0.1 -U ${database} -d ${database}`,
      "set session_replication_role = replica",
      `copy ${table} (${both}) from stdin`,
    );
    return [`${from} | ${into}`];
  });
  await exec(server.container, ["sh", "-c", copies.join("\n")], { environment: { PGPASSWORD: password } });
}

/** Names of each table's columns that can be written to, as SQL writes them. */
async function columnsOf(server: DatabaseServer, name: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const text = await server.sql(
    name,
    `select coalesce(json_object_agg(t, columns), '{}') from (
       select format('%I.%I', c.table_schema, c.table_name) as t, json_agg(format('%I', c.column_name)) as columns
         from information_schema.columns c join information_schema.tables using (table_schema, table_name)
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
          and table_name <> 'alembic_version' and is_generated = 'NEVER'
        group by 1) all_tables`,
  );
  return JSON.parse(text) as Readonly<Record<string, readonly string[]>>;
}

async function rowsOf(server: DatabaseServer): Promise<Readonly<Record<string, number>>> {
  const text = await server.sql(
    database,
    `select coalesce(json_object_agg(t, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %s', t), false, true, '')))[1]::text::int), '{}')
     from (select format('%I.%I', schemaname, tablename) as t from pg_tables
           where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'alembic_version') tables`,
  );
  return JSON.parse(text) as Readonly<Record<string, number>>;
}

/** Columns, constraints, indexes and enums, one a line, sorted. */
async function schemaOf(server: DatabaseServer): Promise<readonly string[]> {
  return await lines(
    server,
    `select line from (
       select format('column %s.%s %s %s', table_name, column_name, udt_name, is_nullable) as line from information_schema.columns
        where table_schema not in ('pg_catalog', 'information_schema')
       union all select 'index ' || indexdef from pg_indexes where schemaname not in ('pg_catalog', 'information_schema')
       union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
        where connamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
       union all select format('value %s %s', enumtypid::regtype, enumlabel) from pg_enum
     ) all_lines where line not like '%alembic_version%' order by 1`,
  );
}

async function lines(server: DatabaseServer, sql: string): Promise<readonly string[]> {
  return (await server.sql(database, sql)).split("\n").filter((line) => line !== "");
}
