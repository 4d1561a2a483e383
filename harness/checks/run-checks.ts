import { NoResponse } from "../http/types.ts";
import { messageOf } from "../types/errors.ts";
import { type CheckId, type Outcome, shareOf } from "../types/outcome.ts";
import type { CheckResult } from "../types/scorecard.ts";
import { type Check, NotAsked, PrerequisiteFailed, type Stage, type StageContexts } from "./check.ts";
import { withOrigins } from "./with-origins.ts";

/** Outcomes by check, filled stage by stage; a check reads those of its prerequisites. */
export type Outcomes = Map<CheckId, Outcome>;

/** What a finished check took, and what it said. */
export type CheckRun = Pick<CheckResult, "id" | "outcome" | "durationMs">;

/**
 * What to make of an app that gave no answer. `trouble` is ours (engine gone, gateway down); `gone` means that nothing more can be
 * asked of it: it is down and can't be brought back, or does not answer.
 */
export type Silence =
  | { readonly kind: "app" }
  | { readonly kind: "gone"; readonly reason: string }
  | { readonly kind: "trouble"; readonly reason: string };

/** The check that found out that nothing more can be asked of the app, and why. */
export interface Gone {
  readonly by: CheckId;
  readonly reason: string;
}

export interface StageRun<S extends Stage> {
  readonly checks: readonly Check<S>[];
  /** What the checks of this stage look at; made for each check, so that randomness is the check's own. */
  readonly contextFor: (check: Check<S>) => StageContexts[S];
  readonly outcomes: Outcomes;
  /** Called after NoResponse: finds out whose fault it was, and brings the app back where it died. Told whether the machine is too busy. */
  readonly afterSilence?: (isBusy: boolean) => Promise<Silence>;
  /** Set where that was found out in an earlier stage: what asks nothing of the app can still be decided. */
  readonly goneBefore?: Gone | undefined;
  /** Why no time could be measured right now; undefined where it could. Asked after a failure that may be a matter of time. */
  readonly tooBusy?: () => string | undefined;
  readonly onDone?: (run: CheckRun) => void;
}

/**
 * Runs the checks of one stage one after the other, prerequisites first. Never throws: trouble is an outcome. Gives what was found
 * out about an app of which nothing more can be asked.
 */
export async function runStage<S extends Stage>(stage: StageRun<S>): Promise<Gone | undefined> {
  let gone: Gone | undefined;
  beginAll(stage);
  for (const check of prerequisitesFirst(stage.checks)) {
    const started = performance.now();
    const outcome: Outcome =
      gone === undefined
        ? await runOne(check, stage, (reason) => {
            gone = stage.goneBefore ?? { by: check.id, reason };
          })
        : { verdict: "blocked", ...gone };
    stage.outcomes.set(check.id, outcome);
    stage.onDone?.({ id: check.id, outcome, durationMs: performance.now() - started });
  }
  return gone ?? stage.goneBefore;
}

function beginAll<S extends Stage>({ checks, contextFor, outcomes, goneBefore }: StageRun<S>): void {
  if (goneBefore !== undefined) return;
  for (const check of checks) {
    if (check.begin === undefined || barrierBefore(check, outcomes) !== undefined) continue;
    const context = contextFor(check);
    if (check.notAskedBy?.(context.brief) === undefined) check.begin(context);
  }
}

async function runOne<S extends Stage>(
  check: Check<S>,
  stage: StageRun<S>,
  onGone: (reason: string) => void,
): Promise<Outcome> {
  try {
    const context = stage.contextFor(check);
    const notAsked = check.notAskedBy?.(context.brief);
    if (notAsked !== undefined) return { verdict: "not-applicable", reason: notAsked };
    const barrier = barrierBefore(check, stage.outcomes);
    if (barrier !== undefined) return barrier;
    const outcome = await check.run(context);
    const busy = outcome.verdict === "failed" && check.timed === true ? stage.tooBusy?.() : undefined;
    return busy === undefined ? replayable(outcome, context) : { verdict: "inconclusive", reason: busy };
  } catch (error) {
    if (error instanceof NotAsked) return { verdict: "not-applicable", reason: error.message };
    if (error instanceof PrerequisiteFailed) {
      return error.by === check.id
        ? { verdict: "failed", share: 0, findings: [error.finding] }
        : { verdict: "blocked", by: error.by, reason: error.message };
    }
    if (error instanceof NoResponse) return await silent(error, stage, onGone);
    return { verdict: "inconclusive", reason: `assay could not finish this check: ${messageOf(error)}` };
  }
}

/** The outcome with evidence that can be sent again: what its requests are about is made before them. */
function replayable(outcome: Outcome, context: StageContexts[Stage]): Outcome {
  if (outcome.verdict !== "failed" || !("api" in context)) return outcome;
  const { traffic } = context.api;
  return { ...outcome, findings: outcome.findings.map((finding) => withOrigins(finding, traffic)) };
}

/** An app that does not answer has failed the check that asked, unless the trouble is ours. */
async function silent<S extends Stage>(
  error: NoResponse,
  stage: StageRun<S>,
  onGone: (reason: string) => void,
): Promise<Outcome> {
  const busy = stage.tooBusy?.();
  const silence = (await stage.afterSilence?.(busy !== undefined)) ?? { kind: "app" };
  if (silence.kind === "trouble") return { verdict: "inconclusive", reason: silence.reason };
  if (busy !== undefined) return { verdict: "inconclusive", reason: busy };
  if (silence.kind === "gone") onGone(silence.reason);
  if (silence.kind === "gone" && stage.goneBefore !== undefined) return { verdict: "blocked", ...stage.goneBefore };
  const { exchange } = error;
  return {
    verdict: "failed",
    share: 0,
    findings: [
      {
        message: `The app gave no answer to ${exchange.request.method} ${exchange.request.target}.`,
        expected: "an HTTP response",
        received: exchange.failure ?? "nothing",
        curl: exchange.curl,
        exchanges: [exchange],
        cause: "no-response",
      },
    ],
  };
}

/** The first prerequisite that stands in the way, as a `blocked` outcome that names the root of the chain. */
export function barrierBefore(
  check: Pick<Check, "after">,
  outcomes: ReadonlyMap<CheckId, Outcome>,
): Outcome | undefined {
  for (const id of check.after ?? []) {
    const outcome = outcomes.get(id);
    if (outcome === undefined) continue;
    if (outcome.verdict === "blocked") return { verdict: "blocked", by: outcome.by, reason: outcome.reason };
    if (outcome.verdict === "failed" && shareOf(outcome) === 0) {
      const first = outcome.findings[0]?.message;
      return { verdict: "blocked", by: id, reason: first ?? `${id} failed` };
    }
  }
  return undefined;
}

/** The checks in catalogue order, except that each comes after those it names in `after`, and some are the last. */
function prerequisitesFirst<S extends Stage>(checks: readonly Check<S>[]): readonly Check<S>[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const ordered = new Set<Check<S>>();
  const place = (check: Check<S>, path: readonly CheckId[]): void => {
    if (ordered.has(check)) return;
    if (path.includes(check.id)) throw new Error(`Checks wait for each other: ${[...path, check.id].join(" -> ")}`);
    for (const id of check.after ?? []) {
      const prerequisite = byId.get(id);
      if (prerequisite !== undefined) place(prerequisite, [...path, check.id]);
    }
    ordered.add(check);
  };
  for (const check of checks) if (check.last !== true) place(check, []);
  for (const check of checks) place(check, []);
  return [...ordered];
}
