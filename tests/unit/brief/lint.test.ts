import { expect, test } from "vitest";
import { lineInOrders, lintedOrders } from "./brief-copy.ts";

test("the brief that comes with assay is consistent", async () => {
  expect(await lintedOrders([])).toEqual([]);
});

const quantity = "- { sku: CUP-WHITE, quantity: 1, unit_price_cents: 1290 }";

test.each([
  {
    what: "an example of a request that fails its own schema",
    change: ["openapi.yaml", quantity, "- { sku: CUP-WHITE, quantity: 0, unit_price_cents: 1290 }"],
    says: /createOrder: the request example \(two-items\) does not fit its schema: \/items\/1\/quantity must be >= 1/,
    where: "                value:",
  },
  {
    what: "an example of a response that fails its own schema",
    change: ["openapi.yaml", "ok: { value: { status: ok } }", "ok: { value: { status: fine } }"],
    says: /health: the 200 response example \(ok\) does not fit/,
    where: "ok: { value: { status: ok } }",
  },
  {
    what: "an example of a parameter that fails its own schema",
    change: ["openapi.yaml", 'example: "2026-01-01T00:00:00Z"', 'example: "2026-01-01"'],
    says: /listOrders: the example of parameter created_from does not fit/,
    where: 'example: "2026-01-01T00:00:00Z"',
  },
  {
    what: "an example of a response header that fails its own schema",
    change: ["openapi.yaml", 'example: Basic realm="orders"', "example: Bearer"],
    says: /header WWW-Authenticate's example does not fit/,
    where: "example: Basic realm",
  },
  {
    what: "a default that fails its own schema",
    change: ["openapi.yaml", "default: -created_at", "default: newest"],
    says: /schema: the default does not fit/,
    where: "default: -created_at",
  },
  {
    what: "an operation that the document does not have",
    change: ["brief.yaml", "update: updateOrder", "update: changeOrder"],
    says: /no operation changeOrder; it has .*updateOrder/,
    where: "update: updateOrder",
  },
  {
    what: "a search in a large table by what does not keep records apart",
    change: ["brief.yaml", "filter: customer_email", "filter: status"],
    says: /status is not the partition parameter/,
    where: "indexed: {",
  },
  {
    what: "a first page that is not the newest, whose cost in a large table is bounded",
    change: ["brief.yaml", "default: -created_at", "default: created_at"],
    says: /newest first/,
    where: "newest_first: true",
  },
  {
    what: "a table that shrinks while it grows",
    change: ["brief.yaml", "records: [1000, 10000, 100000]", "records: [10000, 1000]"],
    says: /larger than the one before/,
    where: "records: [1000,",
  },
  {
    what: "a row to refuse with a field that no order has",
    change: ["brief.yaml", "unlisted: [status, currency]", "unlisted: [status, colour]"],
    says: /readOrder answers has no field colour/,
    where: "unlisted: [status, currency]",
  },
  {
    what: "a health path that the document does not have",
    change: ["brief.yaml", "ready: /readyz", "ready: /ready"],
    says: /no GET \/ready\./,
    where: "ready: /readyz",
  },
  {
    what: "a schema pointer that leads nowhere",
    change: ["brief.yaml", "schemas/Problem", "schemas/Error"],
    says: /nothing at #\/components\/schemas\/Error/,
    where: "schemas/Problem",
  },
  {
    what: "a place in an error that its schema does not describe",
    change: ["brief.yaml", "kind: /type", "kind: /code"],
    says: /Problem describes nothing at \/code\./,
    where: "kind: /type",
  },
  {
    what: "a media type of errors that the document does not use",
    change: ["brief.yaml", "media_type: application/problem+json", "media_type: application/json"],
    says: /the document gives application\/problem\+json/,
    where: "media_type: application",
  },
  {
    what: "a status that the operation does not document",
    change: ["brief.yaml", "refused: 409", "refused: 418"],
    says: /updateOrder documents no answer 418/,
    where: "refused: 409",
  },
  {
    what: "a status of a repeated create that is not documented",
    change: ["brief.yaml", "mismatch: [422]", "mismatch: [422, 406]"],
    says: /createOrder documents no answer 406/,
    where: "mismatch: [422]",
  },
  {
    what: "a limit about which brief and document disagree",
    change: ["brief.yaml", "max_limit: 100", "max_limit: 200"],
    says: /200 here, 100 for limit in the document/,
    where: "max_limit: 100",
  },
  {
    what: "a query parameter that does not exist",
    change: ["brief.yaml", "cursor: cursor", "cursor: after"],
    says: /listOrders has no query parameter after/,
    where: "parameters: { cursor",
  },
  {
    what: "a sort key that orders by no field",
    change: ["brief.yaml", "total_cents: total_cents", "total_cents: total"],
    says: /no field total\./,
    where: "keys: { created_at",
  },
  {
    what: "a state that the schema does not know",
    change: ["brief.yaml", "cancelled: []", "cancelled: []\n        refunded: []"],
    says: /refunded does not fit/,
    where: "refused: 409",
  },
  {
    what: "a move to a state that does not exist",
    change: ["brief.yaml", "shipped: [delivered]", "shipped: [lost]"],
    says: /shipped moves to lost, which is not a state/,
    where: "shipped: [delivered]",
  },
  {
    what: "a partition whose values the API refuses",
    change: ["brief.yaml", "{unique}@probe.example", "{unique}"],
    says: /must match format "email"/,
    where: "partition: {",
  },
  {
    what: "an operation that is public in the document alone",
    change: ["brief.yaml", "public: [health, ready]", "public: [health]"],
    says: /ready needs no credentials here, and is not in auth\.public/,
    where: /openapi\.yaml:\d+:/,
  },
  {
    what: "a variable that nothing can fill",
    change: ["brief.yaml", "API_PASSWORD: { value: password", "API_PASSWORD: { value: username"],
    says: /no variable has the value password/,
    where: "  environment:",
  },
  {
    what: "a data set of a resource that does not exist",
    change: ["brief.yaml", "resource: order", "resource: invoice"],
    says: /no resource invoice; there is order/,
    where: "resource: order",
  },
  {
    what: "a data set whose records break the schema",
    change: ["brief.yaml", "updated_at: copy(created_at)", "updated_at: copy(note)"],
    says: /Record \d+ of the data set does not fit .*updated_at/,
    where: "  values:",
  },
  {
    what: "a sample that is not the data set of its seed",
    change: ["brief.yaml", "sample_seed: 1", "sample_seed: 2"],
    says: /data\/orders\.json is not the data set of seed 2/,
    where: "file: data/orders.json",
  },
  {
    what: "points that do not add up to 100",
    change: ["rubric.yaml", "points: 4\n    full: At least", "points: 4.5\n    full: At least"],
    says: /add up to 100\.5, not to 100/,
    where: /rubric\.yaml:6:/,
  },
  {
    what: "a check that does not exist",
    change: ["rubric.yaml", "checks: [design.broad-except]", "checks: [design.broad-exept]"],
    says: /no check design\.broad-exept\. Known are .*design\.broad-except/,
    where: "design.broad-except",
  },
  {
    what: "a check that is scored twice",
    change: ["rubric.yaml", "checks: [design.broad-except]", "checks: [design.broad-except, design.lint]"],
    says: /design\.lint is scored twice: readable has it too/,
    where: "design.broad-except",
  },
  {
    what: "two criteria with one id",
    change: ["rubric.yaml", "id: tests-enough", "id: tests-pass"],
    says: /Two criteria have the id tests-pass/,
    where: "id: tests-enough",
  },
  {
    what: "a signal of a check that does not exist",
    change: [
      "rubric.yaml",
      "checks: [operations.builds, operations.boots, operations.health]\n      - title",
      "checks: [operations.bilds]\n      - title",
    ],
    says: /There is no check operations\.bilds\. Known are .*operations\.builds/,
    where: /rubric\.yaml:/,
  },
  {
    what: "a rubric of another brief",
    change: ["rubric.yaml", "rubric: orders", "rubric: bookings"],
    says: /The rubric is for bookings, the brief is orders/,
    where: /rubric\.yaml:5:/,
  },
] as const)("$what is an error, with its place", async ({ change, says, where }) => {
  const problems = await lintedOrders([change]);
  expect(problems).toContainEqual({
    where:
      typeof where === "string"
        ? expect.stringContaining(await lineInOrders(change[0], where))
        : expect.stringMatching(where),
    message: expect.stringMatching(says),
    severity: "error",
  });
});

test("an example that several operations share is named once", async () => {
  const change = ["openapi.yaml", "title: Not Found, status: 404", "title: Not Found, status: 200"] as const;
  const problems = await lintedOrders([change]);
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining("the 404 response example")]);
});

test("advice gives no points: that it is in no criterion is right, that it is in one is an error", async () => {
  const advice = { id: "design.type-hints", advisory: true } as const;
  expect(await lintedOrders([], [advice])).toEqual([]);
  const scored = [
    "rubric.yaml",
    "checks: [design.broad-except]",
    "checks: [design.broad-except, design.type-hints]",
  ] as const;
  expect(await lintedOrders([scored], [advice])).toContainEqual(
    expect.objectContaining({ message: "design.type-hints is advice: it may give no points.", severity: "error" }),
  );
});

test("a check that gives no points is a warning", async () => {
  const problems = await lintedOrders([], [{ id: "design.type-hints" }]);
  expect(problems).toEqual([
    {
      where: expect.stringContaining("rubric.yaml:6:"),
      message: expect.stringContaining("design.type-hints"),
      severity: "warning",
    },
  ]);
});

test("points for a check that the brief does not ask for are an error", async () => {
  const notAskedBy = () => "The brief asks for no tests.";
  const problems = await lintedOrders([], [{ id: "tests.pass", notAskedBy }]);
  expect(problems).toContainEqual(
    expect.objectContaining({ message: expect.stringContaining("The brief asks for no tests."), severity: "error" }),
  );
});

test("a check that the brief does not ask for, and that gives no points, is fine", async () => {
  expect(await lintedOrders([], [{ id: "cors.preflight", notAskedBy: () => "No browsers." }])).toEqual([]);
});
