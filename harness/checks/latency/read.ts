import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";

/** Long enough for 25 pairs of windows; a clear verdict takes four. */
const budgetMs = 50_000;

export default defineCheck({
  id: "latency.read",
  stage: "load",
  timed: true,
  after: ["operations.boots", "stateful.create-then-read"],
  title: "Reading one record is about as fast as it can be with Flask and PostgreSQL",
  why: "Waiting is what users notice first. A slow single read usually means that something is done for each request that need not be.",
  hint: "Look at what happens in one read: new connections, several statements, sleeps, work that could be done once.",
  notAskedBy: (brief) => (brief.latency === undefined ? "The brief publishes no target." : undefined),
  async run({ api, brief, load, records }) {
    if (brief.latency === undefined) throw new Error("not asked by this brief");
    const { requestsPerSecond, atMostTimesReference } = brief.latency.read;
    const resource = mainResource(brief);
    const created = await records.create();
    const exchange = await api.call(resource.read, { path: { [resource.pathParameter]: created.id } });
    const path = exchange.request.target;
    const result = await load.compare({ path, requestsPerSecond }, atMostTimesReference, budgetMs);
    const evidence = {
      measurements: [
        { name: "p95", value: round(result.appP95Ms), unit: "ms" },
        { name: "p95 of the reference app", value: round(result.referenceP95Ms), unit: "ms" },
        { name: "ratio", value: round(result.ratio), unit: "x" },
      ],
      plot: result.plot,
      examined: `${result.requests} requests at ${requestsPerSecond}/s in ${result.windows} windows beside the reference app`,
    };
    const [low, high] = result.interval;
    if (result.failures > 0) {
      return {
        ...evidence,
        verdict: "failed",
        share: 0,
        findings: [
          {
            message: `${result.failures} of ${result.requests} reads failed at ${requestsPerSecond} requests a second.`,
            expected: "every read is answered with 2xx",
            received: `${result.failures} failures`,
            curl: exchange.curl,
          },
        ],
      };
    }
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
          message: `95 % of reads take up to ${round(result.appP95Ms)} ms, ${round(result.ratio)} times the reference app.`,
          expected: `at most ${atMostTimesReference} times (${round(result.referenceP95Ms * atMostTimesReference)} ms on this machine)`,
          received: `${round(low)} to ${round(high)} times, with 95 % confidence`,
          curl: exchange.curl,
        },
      ],
    };
  },
});

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
