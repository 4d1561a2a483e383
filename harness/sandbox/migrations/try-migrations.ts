import type { MigratedRows, MigrationReport, MigrationStep } from "../../types/runtime.ts";
import type { DatabaseServer } from "../database/start-database.ts";
import type { Sandbox } from "../open-sandbox.ts";
import type { Subject } from "../subject.ts";
import { copyRows } from "./copy-rows.ts";
import type { MigrationTool } from "./migration-tool.ts";
import { startRunner } from "./runner.ts";
import { rowsOf, schemaOf } from "./tables.ts";

const database = "migrations";

/**
 * Runs the submission's own migrations in a container of its image, on a database of their own: up, compared with the code, one back, up
 * again with the app's rows, down to nothing and up again; and by a command that is named, up once more with these rows. What needs none
 * of them does not wait until the app is `filled`. Throws EnvironmentError where the engine does.
 */
export async function tryMigrations(
  sandbox: Sandbox,
  { filled: hasRows, ...subject }: Subject & { readonly filled: Promise<void> },
  tool: MigrationTool,
): Promise<MigrationReport> {
  const server = await sandbox.database();
  const databaseUrl = await server.create(database);
  await using runner = await startRunner(sandbox, subject, databaseUrl);
  const step = (command: string) => runner.step(command);
  const ifNamed = async (command: string | undefined) => (command === undefined ? undefined : await step(command));

  const up = await step(tool.up);
  const brought = await rowsOf(server, database);
  if (up.exitCode !== 0 || Object.keys(brought).length === 0) return notUp(tool, up);
  const newest = await schemaOf(server, database);
  const check = await ifNamed(tool.check);

  await hasRows;
  const filled = await rowsOf(server, "app");
  // Any other is the migrations' own: a register of what was applied, a lock, rows that every installation has.
  const tables = Object.keys(brought).filter((table) => brought[table] === 0 && (filled[table] ?? 0) > 0);
  const given: Given = { server, password: new URL(databaseUrl).password, tables, up: () => step(tool.up) };

  const back = await ifNamed(tool.back);
  const earlier = back?.exitCode === 0 ? await upWithRows(given) : undefined;
  if (earlier !== undefined && earlier.step.exitCode !== 0) {
    // It may have left anything behind.
    await server.renew(database);
    await step(tool.up);
  }
  const down = await ifNamed(tool.down);
  const away = back === undefined || back.exitCode === 0 ? down : back;
  const left = Object.keys(await countRows(given));
  const again = away && (await step(tool.up));
  const schemas = [newest, await schemaOf(server, database)] as const;
  const roundTrip = away && again && { down: away, left, again, schemas };
  // A tool that is known keeps a register, and finds nothing to do.
  const isUp = (again ?? earlier?.step ?? up).exitCode === 0;
  const second = tool.namedIn !== undefined && isUp ? await upWithRows(given) : undefined;
  return { ran: true, namedIn: tool.namedIn, up, check, earlier, roundTrip, second };
}

/** What is needed to migrate the app's rows. */
interface Given {
  readonly server: DatabaseServer;
  readonly password: string;
  /** Those that migrations leave empty, and that the app fills. */
  readonly tables: readonly string[];
  readonly up: () => Promise<MigrationStep>;
}

/** Gives the tables that are there and empty the app's rows, and takes the database up. */
async function upWithRows(given: Given): Promise<MigratedRows> {
  const { server, password, up } = given;
  const empty = Object.entries(await countRows(given)).flatMap(([table, rows]) => (rows === 0 ? [table] : []));
  await copyRows(server, { database, password }, empty);
  const [before, schema] = [await countRows(given), await schemaOf(server, database)];
  const step = await up();
  return { step, before, after: await countRows(given), schemas: [schema, await schemaOf(server, database)] };
}

/** Rows of the tables that are there. */
async function countRows({ server, tables }: Given): Promise<Readonly<Record<string, number>>> {
  const rows = Object.entries(await rowsOf(server, database));
  return Object.fromEntries(rows.filter(([table]) => tables.includes(table)));
}

function notUp({ namedIn }: MigrationTool, up: MigrationStep): MigrationReport {
  const reason = `\`${up.command}\` does not bring an empty database up in its image, by itself.`;
  // An app that must write elsewhere is started again on a writable file system; its migrations are not.
  const isKept = /read-only file system|EROFS/i.test(up.output);
  return { ran: false, reason, ...(namedIn === undefined || isKept ? {} : { up }) };
}
