import type { LevelSignal, Rubric } from "../brief/types.ts";
import type { CheckId, Outcome } from "../types/outcome.ts";
import type { LevelSignals, SignalState } from "../types/scorecard.ts";

/** Each published signal with what its checks say of it. Nothing is counted or summed up: experience is no number. */
export function levelSignals({ levels }: Rubric, outcomes: ReadonlyMap<CheckId, Outcome>): readonly LevelSignals[] {
  return levels.map(({ level, describes, signals }) => ({
    level,
    describes,
    signals: signals.map((signal) => ({ ...signal, state: stateOf(signal, outcomes) })),
  }));
}

/** What is not asked for is left aside; what could not be shown keeps a signal from being there as a whole. */
function stateOf({ checks }: LevelSignal, outcomes: ReadonlyMap<CheckId, Outcome>): SignalState {
  const found = checks.flatMap((id) => outcomes.get(id) ?? []).filter(({ verdict }) => verdict !== "not-applicable");
  const passed = found.filter(({ verdict }) => verdict === "passed").length;
  if (passed > 0) return passed === found.length ? "shown" : "partly";
  return found.some(({ verdict }) => verdict === "failed") ? "not-shown" : "open";
}
