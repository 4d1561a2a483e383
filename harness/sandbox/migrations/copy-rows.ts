import { exec } from "../container/exec.ts";
import type { DatabaseServer } from "../database/start-database.ts";
import { columnsOf } from "./tables.ts";

/**
 * Gives these tables of a database the rows that the app's tables of the same name hold, with the columns that both have; a table that
 * does not take them stays empty. They are written by the owner, without triggers and foreign keys: what checks them is the submission's
 * code.
 */
export async function copyRows(
  server: DatabaseServer,
  { database, password }: { readonly database: string; readonly password: string },
  tables: readonly string[],
): Promise<void> {
  await server.sql(database, `grant set on parameter session_replication_role to ${database}`);
  const [there, here] = await Promise.all([columnsOf(server, "app"), columnsOf(server, database)]);
  const psql = (who: string, ...commands: readonly string[]): string =>
    `psql ${who} -X -q ${commands.map((each) => `-c '${each.replaceAll("'", `'\\''`)}'`).join(" ")}`;
  const copies = tables.flatMap((table) => {
    const both = (here[table] ?? []).filter((column) => there[table]?.includes(column) === true).join(", ");
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
