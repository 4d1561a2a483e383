import type { AnyCheck, Check, Stage, StageContexts } from "../checks/check.ts";
import { catalogue } from "../checks/catalogue.ts";
import {
  barrierBefore,
  type CheckRun,
  type Gone,
  type Outcomes,
  runStage,
  type StageRun,
} from "../checks/run-checks.ts";
import type { CheckId, Outcome } from "../types/outcome.ts";
import { starved } from "./starved.ts";

/** The outcomes of a run as they come in. */
export interface Results {
  readonly outcomes: Outcomes;
  readonly runs: Map<CheckId, CheckRun>;
  /** Whether any check of these stages is wanted: what no check asks for is not built, started or run. */
  wants(stages: readonly Stage[]): boolean;
  /** Whether this check is wanted, where one of a stage takes long by itself. */
  wantsCheck(id: CheckId): boolean;
  /** Runs the checks of one stage. */
  run<S extends Stage>(
    stage: S,
    contextFor: (check: Check<S>) => StageContexts[S],
    afterSilence?: StageRun<S>["afterSilence"],
  ): Promise<void>;
  /** Gives these checks an outcome before they could be run; they are not run then. */
  leaveOut(which: (check: AnyCheck) => boolean, reason: string): void;
  /** Gives every check of these stages that has no outcome yet what stands in its way, or this outcome where nothing does. */
  close(stages: readonly Stage[], outcome: Outcome): void;
}

/** Collects the outcomes of the checks of the catalogue that `wanted` lets through. `tooBusy`: see StageRun. */
export function collectResults(
  wanted: (check: AnyCheck) => boolean = () => true,
  tooBusy: () => string | undefined = starved,
): Results {
  const outcomes: Outcomes = new Map();
  const runs = new Map<CheckId, CheckRun>();
  const checks = catalogue.filter(wanted);
  let gone: Gone | undefined;
  return {
    outcomes,
    runs,
    wants: (stages) => checks.some(({ stage }) => stages.includes(stage)),
    wantsCheck: (wanted) => checks.some(({ id }) => id === wanted),
    async run(stage, contextFor, afterSilence) {
      const found = await runStage({
        checks: checksOf(checks, stage).filter(({ id }) => !outcomes.has(id)),
        contextFor,
        outcomes,
        tooBusy,
        onDone: (run) => runs.set(run.id, run),
        goneBefore: gone,
        ...(afterSilence === undefined ? {} : { afterSilence }),
      });
      gone ??= found;
    },
    leaveOut(which, reason) {
      const outcome: Outcome = { verdict: "not-applicable", reason };
      for (const { id } of checks.filter(which)) {
        outcomes.set(id, outcome);
        runs.set(id, { id, outcome, durationMs: 0 });
      }
    },
    close(stages, outcome) {
      for (const check of checks) {
        if (!stages.includes(check.stage) || outcomes.has(check.id)) continue;
        const closed = barrierBefore(check, outcomes) ?? outcome;
        outcomes.set(check.id, closed);
        runs.set(check.id, { id: check.id, outcome: closed, durationMs: 0 });
      }
    },
  };
}

/** The checks of one stage, typed as such. */
function checksOf<S extends Stage>(checks: readonly { readonly stage: Stage }[], stage: S): readonly Check<S>[] {
  const isOfStage = (check: { readonly stage: Stage }): check is Check<S> => check.stage === stage;
  return checks.filter(isOfStage);
}
