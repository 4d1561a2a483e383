import { expect, test } from "vitest";
import type { Operation } from "../../../harness/brief/openapi/types.ts";
import { producersOf } from "../../../harness/generate/producers.ts";

const api = (...operations: readonly string[]) => ({
  operations: operations.map((name) => {
    const [method = "", path = ""] = name.split(" ");
    return { id: name, method, path } as unknown as Operation;
  }),
});
const idsOf = (...given: Parameters<typeof producersOf>) => producersOf(...given).map(({ operation }) => operation.id);

test.each([
  ["/v1/orders/{order_id}", "order_id", ["post /v1/orders", "get /v1/orders"]],
  ["/v1/orders/{order_id}/notes/{note_id}", "note_id", ["post /v1/orders/{order_id}/notes"]],
  ["/people/{personId}/orders/{orderId}", "orderId", ["post /v1/orders", "get /v1/orders"]],
  ["/pet/{petId}", "petId", ["post /pets/"]],
  ["/nothing/{id}", "id", []],
])("%s: {%s} comes from %j", (path, variable, expected) => {
  const document = api(
    "get /v1/orders",
    "post /v1/orders",
    "post /v1/orders/{order_id}/notes",
    "post /pets/",
    "get /pets/{petId}",
  );
  expect(idsOf(document, path, variable)).toEqual(expected);
});

test.each([
  ["order_id", "/orders/{order_id}", ["orderid", "id", "uuid", "key"]],
  ["sku", "/articles/{sku}", ["sku"]],
  ["id", "/categories/{id}", ["id", "uuid", "categoryid", "key"]],
  ["orderNumber", "/orders/{orderNumber}", ["ordernumber", "number"]],
])("{%s} of %s may be called %j", (variable, path, names) => {
  const [producer] = producersOf(api(`post ${path.slice(0, path.indexOf("/{"))}`), path, variable);
  expect(producer?.names).toEqual(names);
});
