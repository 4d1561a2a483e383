import { mediaTypeOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { Finding, Outcome } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen } from "../share.ts";
import { unknownId } from "../unknown-id.ts";
import { countersOf, type Exposition, readExposition } from "./exposition.ts";

type Context = StageContexts["runtime"];

const path = "/metrics";
const mediaTypes = ["text/plain", "application/openmetrics-text"];
/** Reads of the page at the same moment, so that several workers answer, and how often: what one read shows, the next must not undo. */
const [atATime, rounds] = [6, 5];
const mostFaults = 3;

export default defineCheck({
  id: "observability.metrics",
  stage: "runtime",
  advisory: true,
  after: ["operations.boots"],
  title: "Metrics, where it offers some, can be read, and count what happens",
  why: "Alarms are built on counters. One that jumps back and forth between workers raises them for nothing, or never.",
  hint: "Let a client library write them (prometheus_client), and have it add up the workers: PROMETHEUS_MULTIPROC_DIR under /tmp.",
  async run(context) {
    const first = await scrape(context);
    if (first === undefined) return nothingSeen(`It offers no metrics at ${path}.`);
    const exposition = readExposition(first.response.body);
    if (exposition.faults.length > 0) return unreadable(first, exposition);
    const { read, pathParameter } = mainResource(context.brief);
    await context.api.call(read, { path: { [pathParameter]: unknownId(context) } });
    const start = countersOf(exposition);
    const highest = new Map<string, Seen>([...start].map(([series, value]) => [series, { value, exchange: first }]));
    for (let round = 1; round <= rounds; round += 1) {
      const pages = await Promise.all(Array.from({ length: atATime }, () => scrape(context)));
      const counted = pages.flatMap((exchange) =>
        exchange === undefined ? [] : [{ exchange, counters: countersOf(readExposition(exchange.response.body)) }],
      );
      for (const { exchange, counters } of counted) {
        for (const [series, before] of highest) {
          const value = counters.get(series);
          if (value === undefined || value < before.value) return fellBack(series, before, { value, exchange });
        }
      }
      for (const { exchange, counters } of counted)
        for (const [series, value] of counters)
          if (value > (highest.get(series)?.value ?? -Infinity)) highest.set(series, { value, exchange });
    }
    if ([...highest].some(([series, { value }]) => value > (start.get(series) ?? 0))) {
      return { verdict: "passed", examined: `${exposition.samples.length} series, read ${atATime * rounds} times` };
    }
    return failed({
      message: `No counter of ${path} moves while the service is used.`,
      expected: "at least one counter that is higher after a request than before",
      received: `${start.size} counters, all as before`,
      curl: first.curl,
      exchanges: [first],
    });
  },
});

/** What it answers, where that is meant as metrics; a page of its own at this address is none. */
async function scrape({ api }: Context): Promise<Answered | undefined> {
  const open = await api.send("GET", path, { as: "anonymous" });
  const closed = open.response.status === 401 || open.response.status === 403;
  const exchange = closed ? await api.send("GET", path) : open;
  const isText = mediaTypes.includes(mediaTypeOf(exchange.response) ?? "");
  return exchange.response.status === 200 && isText ? exchange : undefined;
}

function unreadable(exchange: Answered, { faults }: Exposition): Outcome {
  return failed({
    message: `${path} is not in the text format of Prometheus.`,
    expected: "every line a comment, or a sample of a series that stands there once",
    received: faults
      .slice(0, mostFaults)
      .map(({ line, text, what }) => `line ${line}, ${what}: ${text}`)
      .join("\n"),
    curl: exchange.curl,
    exchanges: [exchange],
  });
}

interface Seen<T = number> {
  readonly value: T;
  readonly exchange: Answered;
}

function fellBack(series: string, before: Seen, now: Seen<number | undefined>): Outcome {
  return failed({
    message: "A counter is lower than a moment before.",
    expected: `${series} ${before.value}, or more`,
    received: now.value === undefined ? `no ${series}` : `${series} ${now.value}`,
    curl: now.exchange.curl,
    exchanges: [before.exchange, now.exchange],
  });
}

function failed(finding: Finding): Outcome {
  return { verdict: "failed", share: 0, findings: [finding] };
}
