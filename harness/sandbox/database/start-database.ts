import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import { EnvironmentError } from "../../types/errors.ts";
import { exec } from "../container/exec.ts";
import { makeShells } from "../container/shells.ts";
import { startContainer } from "../container/start-container.ts";
import { onEngine } from "../engine-trouble.ts";
import type { Sandbox } from "../open-sandbox.ts";

/** The run's PostgreSQL: one server, a database and a role for each who needs one. */
export interface DatabaseServer {
  readonly container: Docker.Container;
  /** Makes an empty database with an owner of the same name; gives the URL that reaches it from the run's networks. */
  create(name: string): Promise<string>;
  /**
   * Puts an empty one in the place of a database that `create` made; whoever is connected to it is cut off. The next one is made ahead,
   * while nobody waits for it.
   */
  renew(name: string): Promise<void>;
  /**
   * Runs SQL as assay's superuser, several texts one after the other; gives standard output, unaligned, tuples only. Throws
   * EnvironmentError on an SQL error.
   */
  sql(
    database: string,
    text: string | readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): Promise<string>;
  /** The same as the owner of a database that `create` made: what a submission put there is run with its own rights, not with ours. */
  sqlAsOwner(database: string, text: string): Promise<string>;
}

const alias = "database";
const MiB = 1024 * 1024;

/** For a large table that two sessions fill; the engine refuses more than there are. */
const mostCpus = 2;

export async function startDatabaseServer(sandbox: Sandbox): Promise<DatabaseServer> {
  const { NCPU: all } = await onEngine("ask for its processors", () => sandbox.engine.docker.info());
  const container = await startContainer(sandbox, "database", {
    image: sandbox.images.postgres,
    network: sandbox.network,
    alias,
    memoryBytes: 768 * MiB,
    cpus: Math.min(mostCpus, all),
    // What a submission stores is held in memory, and bounded.
    tmpfs: { "/data": `rw,mode=1777,size=${512 * MiB}`, "/dev/shm": `rw,mode=1777,size=${128 * MiB}` },
  });
  const spares = new Map<string, Promise<void>>();
  const passwords = new Map<string, string>();
  const shells = makeShells(container);
  const psql = async (
    who: readonly string[],
    texts: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): Promise<string> => {
    const command = ["psql", ...who, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"];
    const result = await shells.run([...command, ...texts.flatMap((each) => ["-c", each])], { environment });
    if (result.exitCode === 0) return result.stdout;
    throw new EnvironmentError(`PostgreSQL refused "${texts.join("; ").slice(0, 80)}": ${result.stderr.trim()}`, {
      next: "This is a fault of assay or of the machine, not of the submission.",
    });
  };
  const server: DatabaseServer = {
    container,
    async create(name) {
      const password = randomBytes(12).toString("hex");
      passwords.set(name, password);
      await server.sql("postgres", `create role "${name}" login password '${password}'`);
      await createEmpty(server, name, name);
      return `postgresql://${name}:${password}@${alias}:5432/${name}`;
    },
    async renew(name) {
      await (spares.get(name) ?? createEmpty(server, name, spareOf(name)));
      await server.sql("postgres", [
        `drop database "${name}" with (force)`,
        `alter database "${spareOf(name)}" rename to "${name}"`,
      ]);
      const next = createEmpty(server, name, spareOf(name));
      spares.set(name, next);
      // Whoever asks for it hears of a failure.
      next.catch(() => undefined);
    },
    sql: (database, text, environment = {}) =>
      psql(["-h", "/tmp", "-U", "assay", "-d", database], [text].flat(), environment),
    sqlAsOwner: (database, text) =>
      psql(["-h", "127.0.0.1", "-U", database, "-d", database], [text], { PGPASSWORD: passwords.get(database) ?? "" }),
  };
  await untilReady(container);
  return server;
}

function spareOf(name: string): string {
  return `${name}-next`;
}

async function createEmpty(server: Pick<DatabaseServer, "sql">, owner: string, name: string): Promise<void> {
  await server.sql("postgres", [
    // Two thirds of the computing that copying it through the log takes.
    `create database "${name}" owner "${owner}" strategy file_copy`,
    // Everybody may connect to a new database; here, nobody but its owner.
    `revoke connect on database "${name}" from public`,
  ]);
}

async function untilReady(container: Docker.Container): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const { exitCode } = await exec(container, ["pg_isready", "-h", "/tmp", "-U", "assay", "-q"]);
    if (exitCode === 0) return;
    await sleep(100);
  }
  throw new EnvironmentError("PostgreSQL did not become ready.", {
    next: "assay doctor shows memory and disk of this machine.",
  });
}
