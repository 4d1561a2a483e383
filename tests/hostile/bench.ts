import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { expect } from "vitest";
import { grade } from "../../harness/grade.ts";
import { leftoversOf } from "../../harness/sandbox/leftovers/sweep.ts";
import type { Limits, Scorecard } from "../../harness/types/scorecard.ts";
import type { CheckId } from "../../harness/types/outcome.ts";
import { makeBench } from "../mutants/make-bench.ts";
import type { Bench } from "../mutants/run-mutant.ts";
import { measured } from "./measure.ts";
import { folderWith } from "../engine/commands/assay.ts";

const MiB = 1024 * 1024;

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
            self.send_response(200); self.end_headers(); return
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

let bench: Promise<Bench> | undefined;

/** A hostile submission's scorecard, and how long it took; nothing of it is left. */
export async function gradeHostile(
  files: Readonly<Record<string, string>>,
  checks: readonly CheckId[],
  changed: Partial<Limits> = {},
): Promise<{ readonly card: Scorecard; readonly seconds: number; reason(check: CheckId): string }> {
  bench ??= makeBench("orders");
  const given = await bench;
  await using folder = await folderWith(files);
  const { DockerRootDir: disk } = await given.engine.docker.info();
  const {
    result: card,
    seconds,
    leftovers,
  } = await measured(
    existsSync(disk) ? disk : tmpdir(),
    () =>
      grade(folder.path, {
        ...given,
        seed: 1,
        signal: new AbortController().signal,
        limits: { ...limits, ...changed },
        wanted: ({ id }) => checks.includes(id),
      }),
    async ({ run }) => (await leftoversOf(given.engine, run.id)).length,
  );
  expect(leftovers).toBe(0);
  expect((await readdir(tmpdir())).filter((name) => name.includes(card.run.id))).toEqual([]);
  return {
    card,
    seconds,
    reason(check) {
      const outcome = card.checks.find(({ id }) => id === check)?.outcome;
      if (outcome?.verdict === "failed")
        return `failed: ${outcome.findings[0]?.message} ${outcome.findings[0]?.received}`;
      return outcome === undefined || outcome.verdict === "passed"
        ? String(outcome?.verdict)
        : `${outcome.verdict}: ${outcome.reason}`;
    },
  };
}
