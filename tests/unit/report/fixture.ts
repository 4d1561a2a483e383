import { levelSignals } from "../../../harness/score/levels.ts";
import { score } from "../../../harness/score/score.ts";
import type { CheckId, Outcome } from "../../../harness/types/outcome.ts";
import type { Scorecard } from "../../../harness/types/scorecard.ts";
import { fixtureOutcomes } from "./fixture-outcomes.ts";
import { fixtureRubric } from "./fixture-rubric.ts";
import { hostile } from "./hostile-text.ts";

const titles: Readonly<Record<string, string>> = {
  "contract.examples": "The published examples get the published answers",
  "contract.response-body": "Response bodies are as documented",
  "errors.schema": "Errors have the published form",
  "errors.framework": "Flask's own errors have it too",
  "stateful.transitions": "Orders move only as the rules allow",
  "auth.missing": "Requests without credentials are refused",
  "design.broad-except": "Failures are not swallowed",
  "tests.pass": "The repository's own tests pass",
  "docs.readme": "There is a README",
  "latency.read": "Reading one record is about as fast as it can be",
  "operations.graceful-stop": "It stops when asked, and finishes what it is doing first",
  "history.incremental": "The work grew in several commits",
  "contract.head-and-options": "HEAD and OPTIONS are answered",
};

/** A scorecard of a middling submission that is hostile wherever it can be. `outcomes` replace those of the fixture. */
export function exampleScorecard(outcomes: Readonly<Record<CheckId, Outcome>> = {}): Scorecard {
  const all = new Map<CheckId, Outcome>(fixtureOutcomes);
  for (const [id, outcome] of Object.entries(outcomes)) all.set(id as CheckId, outcome);
  const scored = new Set([...fixtureRubric.criteria, ...fixtureRubric.stretch].flatMap(({ checks }) => checks));
  const checks = [...all].map(([id, outcome], index) => ({
    id,
    title: titles[id] ?? id,
    why: "A client that was promised one thing and gets another breaks, usually at night.",
    hint: "Compare the answer with the document, field by field, and return what it promises.",
    outcome,
    durationMs: 40 * index,
    advisory: !scored.has(id),
  }));
  return {
    format: "assay-scorecard/1",
    assayVersion: "0.1.0",
    brief: { id: "orders", title: "Orders API", sha256: "9f2c".repeat(16) },
    submission: {
      name: `ada-lovelace ${hostile.direction}`,
      source: `https://git.example/ada/orders ${hostile.script}`,
      commit: "3f786850e387550fdab836ed7e6dc881de23001b",
      files: 42,
      bytes: 183_500,
      notices: [`A link that leads out was left out: "${hostile.mention}"`],
    },
    run: {
      id: "a1b2c3d4e5",
      seed: 1_234_567,
      startedAt: "2025-06-01T09:30:12.345Z",
      runtime: "docker",
      stages: [
        { name: "take in", startMs: 0, durationMs: 180 },
        { name: "read the source", startMs: 180, durationMs: 420 },
        { name: "build the image", startMs: 200, durationMs: 21_300 },
        { name: "start app and database", startMs: 21_500, durationMs: 4_100 },
        { name: "candidate's tests", startMs: 21_600, durationMs: 18_900 },
        { name: "probe", startMs: 25_600, durationMs: 12_800 },
        { name: "measure under load", startMs: 38_400, durationMs: 30_200, cores: "1" },
        { name: "stop and restart", startMs: 68_600, durationMs: 5_000 },
        { name: "tear down", startMs: 73_600, durationMs: 900 },
      ],
      incomplete: checks.some(({ outcome, advisory }) => outcome.verdict === "inconclusive" && !advisory),
      notices: ["There was no Dockerfile: assay's default was used."],
    },
    ...score(fixtureRubric, all),
    levels: levelSignals(fixtureRubric, all),
    checks,
    questions: [
      {
        text: `create_order catches everything. Who notices? ${hostile.script} ${hostile.mention}`,
        place: { path: `orders/${hostile.ansi}.py`, line: 88 },
        check: "design.broad-except",
      },
      { text: `take() takes a lock. ${hostile.direction}`, place: { path: "orders/service.py", line: 12 } },
    ],
    limits: {
      buildSeconds: 600,
      buildMemoryBytes: 2 * 2 ** 30,
      imageBytes: 3 * 2 ** 30,
      bootSeconds: 60,
      memoryBytes: 512 * 2 ** 20,
      cpus: 1.5,
      pids: 256,
      tmpBytes: 64 * 2 ** 20,
      diskBytes: 512 * 2 ** 20,
      answerSeconds: 1800,
      testSeconds: 300,
    },
  };
}
