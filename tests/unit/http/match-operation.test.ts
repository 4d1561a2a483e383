import { expect, test } from "vitest";
import { loadBrief } from "../../../harness/brief/load-brief.ts";
import { matchOperation } from "../../../harness/http/match-operation.ts";

const { operations } = (await loadBrief("orders")).api;
const match = (method: string, target: string) => {
  const found = matchOperation(operations, { method, target });
  return found === undefined ? undefined : [found.operation.id, found.path];
};

test("a request belongs to the operation of its method and path, whatever its query", () => {
  expect(match("POST", "/v1/orders")).toEqual(["createOrder", {}]);
  expect(match("GET", "/v1/orders?limit=2&cursor=/v1")).toEqual(["listOrders", {}]);
  expect(match("PATCH", "/v1/orders/a%2Fb")).toEqual(["updateOrder", { order_id: "a/b" }]);
});

test("what the document does not name belongs to none", () => {
  expect(match("DELETE", "/v1/orders")).toBeUndefined();
  expect(match("GET", "/v1/orders/")).toBeUndefined();
  expect(match("GET", "/v1/orders/a/b")).toBeUndefined();
  expect(match("HEAD", "/v1/orders")).toBeUndefined();
});

test("an id with broken percent-encoding is taken as it is", () => {
  expect(match("GET", "/v1/orders/%zz")).toEqual(["readOrder", { order_id: "%zz" }]);
});

test("a path without variables goes before one with them", () => {
  const [read] = operations.filter(({ id }) => id === "readOrder");
  if (read === undefined) throw new Error("the brief has readOrder");
  const latest = { ...read, id: "readLatest", path: "/v1/orders/latest" };
  expect(matchOperation([read, latest], { method: "GET", target: "/v1/orders/latest" })?.operation.id).toBe(
    "readLatest",
  );
});
