import type { Outcome } from "../../types/outcome.ts";
import type { StageContexts } from "../check.ts";
import { measured } from "./measured.ts";
import type { Kind } from "./requests.ts";

/** Whether requests of a kind stay within their published ratio to the reference app; `many` names them: "reads". */
export async function withinTarget(context: StageContexts["load"], kind: Kind, many: string): Promise<Outcome> {
  const target = context.brief.latency?.[kind];
  if (target === undefined) throw new Error("not asked by this brief");
  const { requestsPerSecond, atMostTimesReference } = target;
  const found = (await measured(context)).get(kind);
  if (found === undefined) {
    return { verdict: "not-applicable", reason: `Without load, too, ${many} are not answered with 2xx.` };
  }
  const { comparison, curl } = found;
  const { appP95Ms, failures, interval, ratio, referenceP95Ms, requests, windows } = comparison;
  if (failures.length > 0) {
    const reason = `${failures.length} of ${requests} ${many} failed.`;
    return { verdict: "blocked", by: "latency.no-errors-under-load", reason };
  }
  const evidence = {
    measurements: [
      { name: "p95", value: round(appP95Ms), unit: "ms" },
      { name: "p95 of the reference app", value: round(referenceP95Ms), unit: "ms" },
      { name: "ratio", value: round(ratio), unit: "x" },
    ],
    plot: comparison.plot,
    examined: `${requests} requests at ${requestsPerSecond}/s in ${windows} windows beside the reference app`,
  };
  const [low, high] = interval;
  if (high <= atMostTimesReference) return { ...evidence, verdict: "passed" };
  if (low <= atMostTimesReference) {
    return {
      verdict: "inconclusive",
      reason: `The measurement did not become clear: ${round(low)} to ${round(high)} times the reference, bound ${atMostTimesReference}.`,
    };
  }
  return {
    ...evidence,
    verdict: "failed",
    share: 0,
    findings: [
      {
        message: `95 % of ${many} take up to ${round(appP95Ms)} ms, ${round(ratio)} times the reference app.`,
        expected: `at most ${atMostTimesReference} times (${round(referenceP95Ms * atMostTimesReference)} ms on this machine)`,
        received: `${round(low)} to ${round(high)} times, with 95 % confidence`,
        curl,
      },
    ],
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
