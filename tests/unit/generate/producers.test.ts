import { expect, test } from "vitest";
import type { Operation } from "../../../harness/brief/openapi/types.ts";
import { producersOf } from "../../../harness/generate/producers.ts";

const api = (...operations: readonly string[]) => ({
  operations: operations.map((name) => {
    const [method = "", path = ""] = name.split(" ");
    return { id: name, method, path, responses: {} } as unknown as Operation;
  }),
});
const idsOf = (document: ReturnType<typeof api>, path: string, variable: string) =>
  producersOf(document, { id: "target", path }, variable).map(({ operation }) => operation.id);

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
  const [producer] = producersOf(api(`post ${path.slice(0, path.indexOf("/{"))}`), { id: "target", path }, variable);
  expect(producer?.names).toEqual(names);
});

test("a link of the document goes before names, by the operation's id or by a reference to its path", () => {
  const linkTo = (link: object, parameters: object) =>
    ({
      id: "start",
      method: "post",
      path: "/begin",
      responses: { "201": { links: [{ ...link, parameters }] } },
    }) as unknown as Operation;
  const target = { id: "readOrder", path: "/orders/{order_id}" };
  const by = (operation: Operation) => producersOf({ operations: [operation] }, target, "order_id")[0]?.pointer;
  expect(by(linkTo({ operationId: "readOrder" }, { order_id: "$response.body#/order/number" }))).toBe("/order/number");
  expect(
    by(linkTo({ operationRef: "#/paths/~1orders~1{order_id}/get" }, { "path.order_id": "$response.body#/id" })),
  ).toBe("/id");
  expect(by(linkTo({ operationId: "another" }, { order_id: "$response.body#/id" }))).toBeUndefined();
  expect(by(linkTo({ operationId: "readOrder" }, { order_id: "$request.query.id" }))).toBeUndefined();
});
