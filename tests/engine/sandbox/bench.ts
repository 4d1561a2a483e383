import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { RuntimeContract } from "../../../harness/brief/types.ts";
import { buildImage } from "../../../harness/sandbox/build/build-image.ts";
import { connectEngine, type Engine } from "../../../harness/sandbox/engine/connect.ts";
import { buildAllowList } from "../../../harness/sandbox/images/allow-list.ts";
import { ensureImages } from "../../../harness/sandbox/images/ensure.ts";
import { labelled } from "../../../harness/sandbox/leftovers/labelled.ts";
import { openSandbox, type Sandbox } from "../../../harness/sandbox/open-sandbox.ts";
import { type Service, startService } from "../../../harness/sandbox/service/start-service.ts";
import { takeIn } from "../../../harness/submission/intake.ts";
import type { Workspace } from "../../../harness/submission/types.ts";
import type { Limits } from "../../../harness/types/scorecard.ts";

const MiB = 1024 * 1024;
const limits: Limits = {
  buildSeconds: 120,
  buildMemoryBytes: 1024 * MiB,
  imageBytes: 2048 * MiB,
  bootSeconds: 20,
  memoryBytes: 256 * MiB,
  cpus: 1,
  pids: 128,
  tmpBytes: 16 * MiB,
  diskBytes: 64 * MiB,
  answerSeconds: 1800,
  testSeconds: 60,
};

/** What the submissions below are told: port 8000, a database, a user. */
export const contract: RuntimeContract = {
  port: 8000,
  environment: [
    { name: "DATABASE_URL", value: "database-url", about: "" },
    { name: "API_USERNAME", value: "username", about: "" },
    { name: "API_PASSWORD", value: "password", about: "" },
    { name: "PORT", value: "port", about: "" },
    { name: "SEED_FILE", value: "dataset", about: "" },
  ],
  alive: "/healthz",
  ready: "/readyz",
  readyWithinSeconds: 20,
  stopsWithinSeconds: 5,
  missingSettingNoticedWithinSeconds: undefined,
  slowDatabaseAnsweredWithinSeconds: undefined,
  sideBySide: false,
  readOnlyRoot: false,
  worksWithFullTmp: false,
  imageMegabytesAtMost: undefined,
};

const credentials = { username: "somebody", password: "secret" };
export const signal = new AbortController().signal;

/** The layers that all submissions here share, so that pip runs once. */
export const baseLines = [
  "FROM python:3.13-slim",
  "WORKDIR /app",
  "COPY requirements.txt .",
  "RUN pip install --no-cache-dir -r requirements.txt",
  "COPY . .",
  "USER nobody",
];
const gunicorn = 'CMD exec gunicorn --bind 0.0.0.0:$PORT --worker-tmp-dir /tmp --threads 4 "app:app"';

/** A small service with a table of its own; `more` is added to its module. */
export const goodApp = (more = ""): string => `
import json, os
import psycopg
from flask import Flask, jsonify

app = Flask(__name__)

def connect():
    return psycopg.connect(os.environ["DATABASE_URL"])

with connect() as connection:
    connection.execute("create table if not exists note (id serial primary key, text text not null)")

@app.get("/healthz")
@app.get("/readyz")
def health():
    return jsonify(status="ok")

@app.get("/notes")
def notes():
    with connect() as connection:
        return jsonify([row[0] for row in connection.execute("select text from note order by id")])

@app.post("/notes/<text>")
def add(text):
    with connect() as connection:
        connection.execute("insert into note (text) values (%s)", (text,))
    return "", 204
${more}`;

/** Files of a submission; Dockerfile and requirements are filled in where they are not given (undefined: no such file). */
export type Files = Readonly<Record<string, string | undefined>>;

const filled = (files: Files): Files => ({
  "requirements.txt": "flask==3.1.3\ngunicorn\npsycopg[binary]\n",
  Dockerfile: [...baseLines, gunicorn].join("\n"),
  ...files,
});

/** The engine and assay's images, once for a file of tests. */
export async function bench(): Promise<Bench> {
  const engine = await connectEngine({ install: false, say: () => undefined });
  const images = await ensureImages(engine, () => undefined);
  const allowList = await buildAllowList(engine, images);
  return {
    engine,
    async sandbox(changed = {}) {
      const runId = `t${Math.random().toString(36).slice(2, 10)}`;
      const sandbox = await openSandbox(engine, images, { runId, limits: { ...limits, ...changed }, allowList });
      return sandbox;
    },
  };
}

export interface Bench {
  readonly engine: Engine;
  sandbox(limits?: Partial<Limits>): Promise<Sandbox>;
}

/** Writes a submission into a temporary folder and takes it in. */
export async function submission(files: Files): Promise<Workspace & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "assay-test-"));
  const source = join(folder, "source");
  for (const [path, text] of Object.entries(filled(files))) {
    if (text === undefined) continue;
    await mkdir(dirname(join(source, path)), { recursive: true });
    await writeFile(join(source, path), text);
  }
  const workspace = await takeIn(source, { folder: join(folder, "copy"), signal });
  return {
    ...workspace,
    facts: () => workspace.facts(),
    async [Symbol.asyncDispose]() {
      await workspace[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Builds and starts a submission; fails the test where it does not build. */
export async function started(
  sandbox: Sandbox,
  files: Files,
  dataset?: readonly Record<string, unknown>[],
): Promise<Service> {
  await using workspace = await submission(files);
  const { image, report } = await buildImage(sandbox, workspace, { signal });
  if (image === undefined) throw new Error(JSON.stringify(report));
  return await startService(sandbox, { image, contract, credentials, dataset, signal });
}

/** Closes a sandbox and says what is still there: nothing. */
export async function closedAndEmpty(engine: Engine, sandbox: Sandbox): Promise<readonly string[]> {
  await sandbox[Symbol.asyncDispose]();
  return (await labelled(engine, `assay.run=${sandbox.runId}`)).map(({ name }) => name);
}
