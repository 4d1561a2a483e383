import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { countersOf, readExposition } from "../../../../harness/checks/observability/exposition.ts";
import metrics from "../../../../harness/checks/observability/metrics.ts";
import { askServer } from "../robustness/ask-server.ts";

const page = (requests: number): string => `# HELP http_requests_total Requests, by path.
# TYPE http_requests_total counter
http_requests_total{method="GET",path="/v1/orders/{id}, or \\"x\\""} ${requests}
# TYPE seconds histogram
seconds_bucket{le="0.1"} 2
seconds_bucket{le="+Inf"} 3.0
seconds_sum 0.5
seconds_count 3
# TYPE memory_bytes gauge
memory_bytes 1.2e+07 1795786831671
limit +Inf
`;

/** Answers /metrics with what `text` gives for the number of requests that came before. */
const serving = (text: (before: number) => string, type = "text/plain; version=0.0.4", status = 200): RequestListener =>
  (() => {
    let before = 0;
    return (request, response) => {
      if (request.url === "/metrics") response.writeHead(status, { "content-type": type }).end(text(before));
      else response.writeHead(404).end("{}");
      before += 1;
    };
  })();

test("an exposition is read with labels that hold anything, times and infinite values", () => {
  const exposition = readExposition(page(7));
  expect(exposition.faults).toEqual([]);
  expect(exposition.samples).toHaveLength(7);
  expect([...countersOf(exposition).values()]).toEqual([7, 2, 3, 3]);
  expect(exposition.samples.at(-1)).toEqual({ name: "limit", series: "limit{}", value: Infinity });
});

test.each([
  ["requests = 5", /number/],
  ["1requests 5", /number/],
  ["requests five", /number/],
  ["requests{path=/x} 5", /number/],
  ['requests{a="1",b="2"} 5\nrequests{b="2",a="1"} 6', /second time/],
  ["# TYPE requests number", /no type/],
  ["# TYPE requests counter\n# TYPE requests gauge", /second type/],
])("%s is no exposition", (text, what) => {
  expect(readExposition(text).faults.map((fault) => fault.what)).toEqual([expect.stringMatching(what)]);
});

test("counters that count what happens pass", async () => {
  expect(await askServer(metrics, serving(page))).toMatchObject({ verdict: "passed" });
});

test.each([
  ["no page", serving(() => "{}", "application/json", 404)],
  ["a page for people", serving(() => "<h1>Metrics</h1>", "text/html")],
])("%s at /metrics is no offer of metrics", async (_, app) => {
  expect(await askServer(metrics, app)).toMatchObject({ verdict: "not-applicable" });
});

test.each([
  ["what nobody can read", serving(() => "requests = 5"), /not in the text format/],
  ["counters that never move", serving(() => page(1)), /No counter of \/metrics moves/],
  [
    "workers that each count for themselves",
    serving((before) => page(before % 2 === 0 ? before : 1)),
    /lower than a moment/,
  ],
])("%s is named", async (_, app, message) => {
  const outcome = await askServer(metrics, app);
  expect(outcome).toMatchObject({ verdict: "failed", findings: [{ message: expect.stringMatching(message) }] });
});
