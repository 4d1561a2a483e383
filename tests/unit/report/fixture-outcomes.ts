import type { Exchange } from "../../../harness/types/exchange.ts";
import type { CheckId, Outcome, Plot } from "../../../harness/types/outcome.ts";
import { hostile } from "./hostile-text.ts";

const refused: Exchange = {
  request: {
    method: "POST",
    target: "/v1/orders",
    headers: [
      ["host", "127.0.0.1:8080"],
      ["content-type", "application/json"],
      ["authorization", "Basic ***"],
    ],
    body: '{"customer":"Ada","lines":[]}',
  },
  response: {
    status: 500,
    headers: [
      ["content-type", "text/html; charset=utf-8"],
      ["server", `gunicorn ${hostile.ansi}`],
    ],
    body: `<!doctype html>\n<title>500</title>\n${hostile.script}`,
    bodyBytes: 20_480,
    bodyCut: true,
  },
  failure: undefined,
  durationMs: 14.2,
  curl: `curl -i -X POST -u "$API_USERNAME:$API_PASSWORD" -H 'content-type: application/json' --data-binary '{"customer":"Ada","lines":[]}' "$BASE_URL"/v1/orders`,
};

const silent: Exchange = {
  request: { method: "GET", target: "/v1/orders?limit=2", headers: [], body: undefined },
  response: undefined,
  failure: "the connection was reset after 30 s",
  durationMs: 30_000,
  curl: `curl -i "$BASE_URL"'/v1/orders?limit=2'`,
};

const latency: Plot = {
  title: "Latency of each request, sorted",
  xLabel: "percentile",
  yLabel: "ms",
  series: [
    {
      name: "this app",
      points: [
        [1, 2.1],
        [10, 2.4],
        [30, 3],
        [50, 4.1],
        [70, 6.2],
        [90, 11.4],
        [95, 17.8],
        [99, 31.2],
      ],
    },
    {
      name: "reference app",
      points: [
        [1, 1.4],
        [10, 1.5],
        [30, 1.7],
        [50, 1.9],
        [70, 2.2],
        [90, 2.9],
        [95, 3.4],
        [99, 5.1],
      ],
    },
  ],
};

/** One outcome of each kind and more, with hostile text wherever a candidate's text can get. */
export const fixtureOutcomes: ReadonlyMap<CheckId, Outcome> = new Map<CheckId, Outcome>([
  ["contract.examples", { verdict: "passed", examined: "5 operations, 23 requests" }],
  [
    "contract.response-body",
    {
      verdict: "failed",
      share: 0.6,
      examined: "5 operations, 23 requests",
      findings: [
        {
          message: `POST /v1/orders answered with a body that says "${hostile.script}".`,
          expected: "201 with an Order",
          received: `500 ${hostile.direction}`,
          curl: refused.curl,
          exchanges: [refused, silent],
        },
        {
          message: `GET /v1/orders/{id}: total_cents is "${hostile.mention}", not a whole number.`,
          expected: "integer",
          received: hostile.fence,
          curl: `curl -i "$BASE_URL"/v1/orders/1 -H 'x-note: ${hostile.fence}'`,
        },
      ],
    },
  ],
  [
    "errors.schema",
    { verdict: "blocked", by: "contract.response-body", reason: "No error came back that could be looked at." },
  ],
  [
    "errors.framework",
    {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: `An unknown path gives Flask's own page: "${hostile.table}".`,
          expected: "404 with content-type: application/problem+json",
          received: "404 with content-type: text/html; charset=utf-8",
          curl: `curl -i "$BASE_URL"/v1/nowhere`,
        },
      ],
    },
  ],
  ["stateful.transitions", { verdict: "passed", examined: "12 moves" }],
  [
    "auth.missing",
    { verdict: "inconclusive", reason: "The engine stopped answering while the request was under way." },
  ],
  [
    "design.broad-except",
    {
      verdict: "failed",
      share: 0.5,
      findings: [
        {
          message: `except Exception: pass in "${hostile.mention}"`,
          place: { path: `app/orders${hostile.direction}.py`, line: 41, column: 9 },
          detail: `39  try:\n40      charge(order)\n41  except Exception:\n42      pass  # ${hostile.ansi} ${hostile.script}`,
        },
      ],
    },
  ],
  [
    "tests.pass",
    { verdict: "passed", examined: "34 tests in 4.2 s", measurements: [{ name: "tests", value: 34, unit: "" }] },
  ],
  ["docs.readme", { verdict: "passed" }],
  [
    "latency.read",
    {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: "Reading one order takes 5.2 times as long as the reference app needs.",
          expected: "at most 3 times",
          received: "5.2 times (95 % interval 4.6 to 5.9)",
          curl: `curl -i -u "$API_USERNAME:$API_PASSWORD" "$BASE_URL"/v1/orders/0f9b3a52-6f1d-4c1e-9a3e-2f6f4f1f9b10`,
        },
      ],
      measurements: [
        { name: "p95", value: 17.8, unit: "ms" },
        { name: "p95 of the reference app", value: 3.4, unit: "ms" },
        { name: "ratio", value: 5.24, unit: "x" },
      ],
      plot: latency,
      examined: "2400 requests at 100/s in 12 windows beside the reference app",
    },
  ],
  [
    "operations.graceful-stop",
    {
      verdict: "passed",
      timeLine: {
        title: "Stop",
        promised: "finishes what it is doing and ends within 10 s of SIGTERM",
        summary: "stopped in 0.9 s",
        events: [
          { atMs: 0, kind: "done", what: "SIGTERM" },
          { atMs: 312, kind: "seen", what: `GET /v1/orders/${hostile.script}: 503`, times: 2 },
          { atMs: 540, kind: "broken", what: hostile.direction },
          { atMs: 911, kind: "kept", what: "ended with exit code 0" },
        ],
      },
    },
  ],
  [
    "history.incremental",
    { verdict: "failed", share: 0.5, findings: [{ message: "2 commits; one has 81 % of the code." }] },
  ],
  ["contract.head-and-options", { verdict: "not-applicable", reason: "The brief does not ask for it." }],
]);
