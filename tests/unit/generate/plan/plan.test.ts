import fc from "fast-check";
import { expect, test } from "vitest";
import { loadApi } from "../../../../harness/brief/openapi/load-api.ts";
import { loadBrief } from "../../../../harness/brief/load-brief.ts";
import { planOf } from "../../../../harness/generate/plan/plan.ts";
import type { OperationPlan } from "../../../../harness/generate/plan/types.ts";
import { writeDocument } from "../../brief/openapi/write-document.ts";

const { api } = await loadBrief("orders");
const plan = planOf(api);

function planFor(id: string): OperationPlan {
  const found = plan.operations.find(({ operation }) => operation.id === id);
  if (found === undefined) throw new Error(`no plan of ${id}`);
  return found;
}

async function planOfDocument(parameters: readonly unknown[], more: object = {}, path = "/a"): Promise<OperationPlan> {
  await using written = await writeDocument({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      [path]: { post: { operationId: "a", parameters, responses: { "200": { description: "ok" } }, ...more } },
    },
  });
  const loaded = await loadApi(written.file, { lenient: true });
  const [only] = planOf(loaded).operations;
  if (only === undefined) throw new Error("no operation");
  return only;
}

test("the last valid and the first invalid value of a bound are planned, each alone", () => {
  const { boundaries, invalid } = planFor("listOrders");
  const subject = "GET /v1/orders ?limit maximum: 100";
  expect(boundaries.filter((each) => each.subject === subject).map(({ what }) => what)).toEqual(["limit=100"]);
  expect(invalid.filter((each) => each.subject === subject)).toMatchObject([
    {
      what: "limit=101",
      wanted: "refused",
      position: "query",
      parameter: "limit",
      keyword: "maximum",
      rule: "maximum: 100",
      call: { ready: { query: "limit=101" } },
    },
  ]);
});

test("what text can't be wrong about is not called invalid", () => {
  const { invalid } = planFor("listOrders");
  expect(invalid.filter(({ rule }) => rule === "type: string")).toEqual([]);
  expect(invalid.filter(({ rule }) => rule === "type: integer").map(({ what }) => what)).toContain("limit=abc");
});

test("every body planned as valid validates, every body planned as invalid does not", () => {
  for (const { operation, boundaries, invalid, examples } of plan.operations) {
    for (const { body, wanted, position } of [...boundaries, ...invalid, ...examples]) {
      const pointer = body && operation.requestBody?.content[body.mediaType]?.schema?.pointer;
      if (pointer === undefined) continue;
      const isBroken = wanted === "refused" && position === "body";
      expect(api.validate(pointer, body?.value, "request").valid).toBe(!isBroken);
    }
  }
});

test("the same document gives the same plan", () => {
  const calls = ({ operations }: typeof plan) =>
    operations.map(({ examples, boundaries, invalid }) =>
      [examples, boundaries, invalid].flat().map(({ call }) => call),
    );
  expect(calls(planOf(api))).toEqual(calls(plan));
});

test("random requests are valid, the same for a seed, and leave path variables open", () => {
  const { random, operation } = planFor("updateOrder");
  if (random === undefined) throw new Error("no random requests");
  const sample = () =>
    fc.sample(random, { seed: 7, numRuns: 30 }).map(({ call, open, body }) => ({ call, open, body }));
  const pointer = operation.requestBody?.content["application/json"]?.schema?.pointer ?? "";
  for (const { open, body } of sample()) {
    expect(open).toEqual(["order_id"]);
    if (body !== undefined) expect(api.validate(pointer, body.value, "request").valid).toBe(true);
  }
  expect(sample()).toEqual(sample());
});

test("limits keep one case of each subject before a second of any, and say how many were left out", () => {
  const full = planFor("createOrder");
  const small = planOf(api, { casesPerOperation: 5, mostCases: 20 });
  const cut = small.operations.find(({ operation }) => operation.id === "createOrder");
  expect(cut?.invalid.length).toBeLessThanOrEqual(20);
  expect(new Set(cut?.invalid.map(({ subject }) => subject)).size).toBe(cut?.invalid.length);
  expect((cut?.invalid.length ?? 0) + (cut?.leftOut.invalid ?? 0)).toBe(full.invalid.length + full.leftOut.invalid);
  const all = small.operations.reduce((sum, { invalid }) => sum + invalid.length, 0);
  expect(all).toBeLessThanOrEqual(5 * small.operations.length);
});

test("a required header that must be new each time is left to the client, and missing only where that is tried", async () => {
  const header = { name: "Idempotency-Key", in: "header", required: true, schema: { type: "string", minLength: 8 } };
  const { invalid, boundaries } = await planOfDocument([header]);
  expect(boundaries).toEqual([]);
  const missing = invalid.filter(({ rule }) => rule === "required");
  expect(missing).toMatchObject([{ position: "header", call: { without: ["Idempotency-Key"] } }]);
});

test("what can't be planned is said", async () => {
  const body = (content: object) => ({ requestBody: { required: true, content } });
  const xml = await planOfDocument([], body({ "application/xml": { schema: { type: "object" } } }));
  const wrong = await planOfDocument([{ name: "a", in: "query", schema: { type: "integer" }, example: "x" }]);
  const odd = await planOfDocument([{ name: "a", in: "query", schema: { type: "float" } }]);
  const path = await planOfDocument([], {}, "/a/{id}");
  expect([xml, wrong, odd, path].map(({ gaps }) => gaps[0]?.kind)).toEqual([
    "media type",
    "wrong example",
    "unusable schema",
    "operation",
  ]);
  expect([xml.random, path.random]).toEqual([undefined, undefined]);
});
