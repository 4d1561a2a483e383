import { expect, test } from "vitest";
import { withOrigins } from "../../../harness/checks/with-origins.ts";
import type { Exchange } from "../../../harness/types/exchange.ts";

const exchange = (method: string, target: string, status: number, body: unknown): Exchange => ({
  request: { method, target, headers: [], body: undefined },
  response: { status, headers: [], body: JSON.stringify(body), bodyBytes: 0, bodyCut: false },
  failure: undefined,
  durationMs: 1,
  curl: `curl ${method} ${target} ${status}`,
});
const other = exchange("POST", "/orders", 201, { id: "b" });
const made = exchange("POST", "/orders", 201, { id: "a b" });
const refused = exchange("POST", "/orders", 422, { id: "a b" });
const asked = exchange("PATCH", "/orders/a%20b", 500, {});

test("the request that made a record stands before those that are about it", () => {
  const finding = withOrigins({ message: "fails", exchanges: [asked] }, [other, made, refused, asked]);
  expect(finding.exchanges).toEqual([made, asked]);
});

test("what is there already, was made later, or has no requests is left as it is", () => {
  const complete = { message: "fails", exchanges: [made, asked] };
  expect(withOrigins(complete, [made, asked])).toBe(complete);
  const unknown = { message: "fails", exchanges: [asked] };
  expect(withOrigins(unknown, [asked, made])).toBe(unknown);
  const source = { message: "a line of source" };
  expect(withOrigins(source, [made])).toBe(source);
});
