import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { expect, onTestFinished } from "vitest";
import { grade } from "../../harness/grade.ts";
import { labelled } from "../../harness/sandbox/leftovers/labelled.ts";
import type { Limits, Scorecard } from "../../harness/types/scorecard.ts";
import type { CheckId } from "../../harness/types/outcome.ts";
import { isFullMarks, nothingFailed } from "../mutants/full-marks.ts";
import { makeBench } from "../mutants/make-bench.ts";
import { type Bench, runCorrect, submissionFolder } from "../mutants/run-mutant.ts";
import { measured } from "./measure.ts";
import { isNextComplete } from "./next.ts";
import { folderWith } from "../engine/commands/assay.ts";

const MiB = 1024 * 1024;
const hookMs = 600_000;

/** Small: what gets past them shows as a failed test, not as a machine that hangs. */
const limits: Partial<Limits> = {
  buildSeconds: 20,
  buildMemoryBytes: 128 * MiB,
  imageBytes: 400_000_000,
  bootSeconds: 6,
  memoryBytes: 128 * MiB,
  pids: 64,
  tmpBytes: 16 * MiB,
  diskBytes: 32 * MiB,
};

/** An app without a package: a handler `answer(self)` for each GET, on port 8000. Ready at once. */
export const serving = (answer: string, before = ""): string => `
import http.server, os, socket, sys, threading, time
${before}
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path in ("/readyz", "/healthz"):
            self.send_response(200); self.send_header("Content-Type", "application/json"); self.end_headers()
            self.wfile.write(b'{"status": "ok"}'); return
        answer(self)
    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET
    def log_message(self, *args): pass
def answer(self):
${answer.replace(/^/gm, "    ")}
http.server.ThreadingHTTPServer(("0.0.0.0", 8000), Handler).serve_forever()
`;

/** Dockerfile of an app of one file. */
export const dockerfile = (...before: readonly string[]): string =>
  ["FROM python:3.13-slim", ...before, "WORKDIR /app", "COPY app.py .", 'CMD ["python", "app.py"]'].join("\n");

/** A submission of one file. */
export const appOf = (text: string, ...lines: readonly string[]) => ({
  "app.py": text,
  Dockerfile: dockerfile(...lines),
});

/** Not the sample's of the brief: what is known to everybody must not be what is asked. */
const seed = 7;

let bench: Promise<Bench> | undefined;
const theBench = (): Promise<Bench> => {
  bench ??= makeBench("orders");
  return bench;
};

/** What became of a hostile submission. */
export interface Graded {
  readonly card: Scorecard;
  readonly seconds: number;
  /** How much more memory this process has than before; undefined where nothing was started. */
  readonly grownBytes?: number;
  /** `passed`, `failed: ...` with what the first finding says, or another verdict with its reason. */
  reason(check: CheckId): string;
}

/** Grades a hostile submission; nothing of it is left, and a good one right after it is graded as ever. */
export async function gradeHostile(
  files: Readonly<Record<string, string>>,
  checks: readonly CheckId[] | ((id: CheckId) => boolean),
  changed: Partial<Limits> = {},
): Promise<Graded> {
  const given = await theBench();
  await using folder = await folderWith(files);
  const { DockerRootDir: disk } = await given.engine.docker.info();
  const { card, seconds, leftovers, grownBytes } = await measured(existsSync(disk) ? disk : tmpdir(), {
    grade: () =>
      grade(folder.path, {
        ...given,
        seed,
        signal: new AbortController().signal,
        limits: { ...limits, ...changed },
        wanted: ({ id }) => (typeof checks === "function" ? checks(id) : checks.includes(id)),
      }),
    leftoversOf: async ({ run }) => (await labelled(given.engine, `assay.run=${run.id}`)).length,
    gradeNext: gradeGood,
  });
  expect(leftovers).toBe(0);
  expect((await readdir(tmpdir())).filter((name) => name.includes(card.run.id))).toEqual([]);
  return { card, seconds, grownBytes, reason: (check) => reasonOf(card, check) };
}

/**
 * Grades what is read of a submission, wherever it lies; nothing of it is left. Rejects where it is not taken in. It starts nothing on the
 * engine, so that the next one is only graded where all of its checks are asked for.
 */
export async function gradeReading(source: string): Promise<Graded> {
  const given = await theBench();
  const started = performance.now();
  try {
    const card = await grade(source, {
      ...given,
      seed,
      signal: new AbortController().signal,
      wanted: ({ stage }) => stage === "source",
    });
    return { card, seconds: (performance.now() - started) / 1000, reason: (check) => reasonOf(card, check) };
  } finally {
    expect((await readdir(tmpdir())).filter((name) => name.includes(`-${process.pid}-`))).toEqual([]);
    // The time of the test itself ends before.
    if (isNextComplete) onTestFinished(async () => void (await gradeGood()), hookMs);
  }
}

function reasonOf({ checks }: Scorecard, check: CheckId): string {
  const outcome = checks.find(({ id }) => id === check)?.outcome;
  if (outcome?.verdict === "failed") {
    const [first] = outcome.findings;
    return `failed: ${first?.message} ${first?.received}`;
  }
  return outcome === undefined || outcome.verdict === "passed"
    ? String(outcome?.verdict)
    : `${outcome.verdict}: ${outcome.reason}`;
}

/** Quick, and of each kind: the build, the start, what is asked of a running app, and what is stored in its database. */
const quick: readonly CheckId[] = [
  "operations.builds",
  "operations.boots",
  "operations.health",
  "contract.created-location",
  "contract.unknown-path",
  "stateful.create-then-read",
  "auth.missing",
];

const good = "strong-sqlalchemy";

/** Grades a good submission with the usual limits; each check that is asked passes. Gives how that went, in a word or two. */
export async function gradeGood(): Promise<string> {
  const given = await theBench();
  if (isNextComplete) return await gradedCompletely(given);
  const { checks } = await grade(submissionFolder("orders", good), {
    ...given,
    seed,
    signal: new AbortController().signal,
    wanted: ({ id }) => quick.includes(id),
  });
  expect(checks.filter(({ outcome }) => outcome.verdict !== "passed")).toEqual([]);
  expect(checks).toHaveLength(quick.length);
  return "good";
}

let before: Promise<unknown> = Promise.resolve();

/** Two at once would disturb each other where time is measured: one after the other. */
async function gradedCompletely(given: Bench): Promise<string> {
  const card = before.then(() => runCorrect(good, given));
  before = card.catch(() => undefined);
  nothingFailed(await card);
  isFullMarks(await card, given.brief);
  return `${(await card).totals.points} points`;
}

/** Where another submission can be found while it runs. */
export interface Surroundings {
  /** This host's address on the engine's default bridge. */
  readonly host: string;
  /** Addresses of all containers of the other submission, on every network that they are on. */
  readonly containers: readonly string[];
}

export async function besideAnother(action: (surroundings: Surroundings) => Promise<void>): Promise<void> {
  const given = await theBench();
  const { docker } = given.engine;
  await using folder = await folderWith(appOf(serving("self.send_response(404); self.end_headers()")));
  const bridge = await docker.getNetwork("bridge").inspect();
  await grade(folder.path, {
    ...given,
    seed,
    signal: new AbortController().signal,
    wanted: ({ id }) => id === "operations.boots",
    look: async () => {
      const filters = JSON.stringify({ label: [`assay.pid=${process.pid}`] });
      const containers = (await docker.listContainers({ filters })).flatMap(({ NetworkSettings: { Networks } }) =>
        Object.values(Networks).map(({ IPAddress }) => IPAddress),
      );
      const host = bridge.IPAM?.Config?.[0]?.Gateway ?? "172.17.0.1";
      await action({ host, containers: containers.filter((address) => address !== "") });
    },
  });
}
