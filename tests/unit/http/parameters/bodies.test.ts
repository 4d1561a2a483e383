import { expect, test } from "vitest";
import { schemaValidator } from "../../../../harness/brief/openapi/schema-validator.ts";
import type { Json, JsonSchema } from "../../../../harness/brief/openapi/types.ts";
import { bodyRemainsInvalid } from "../../../../harness/http/parameters/invalid-body.ts";
import { serialisedBody } from "../../../../harness/http/parameters/serialise-body.ts";

const form = "application/x-www-form-urlencoded";
const multipart = "multipart/form-data";
const plain = { encoding: {}, files: new Set<string>() };

test.each<[string, Json, string, string]>([
  ["application/json", { a: [null, "é"] }, "application/json", '{"a":[null,"é"]}'],
  ["application/merge-patch+json", {}, "application/merge-patch+json", "{}"],
  ["application/json; charset=utf-8", "a", "application/json; charset=utf-8", '"a"'],
  ["*/*", 1, "application/json", "1"],
  ["text/plain", 12, "text/plain", "12"],
  [form, { a: "b c&d", n: 1, t: ["x", "y"], none: [] }, form, "a=b%20c%26d&n=1&t=x&t=y"],
  [form, { o: { k: "v" } }, form, "o=%7B%22k%22%3A%22v%22%7D"],
])("%s: %j is written as %s", (mediaType, value, contentType, body) => {
  expect(serialisedBody(mediaType, plain, value)).toEqual({ kind: "body", contentType, body });
});

test("the members of a form are written as its encoding says", () => {
  const encoding = {
    t: { style: undefined, explode: false, allowReserved: false, contentType: undefined },
    d: { style: "deepObject", explode: true, allowReserved: false, contentType: undefined },
    j: { style: undefined, explode: undefined, allowReserved: false, contentType: "application/json" },
  };
  expect(serialisedBody(form, { ...plain, encoding }, { t: ["x", "y"], d: { k: 1 }, j: "s" })).toMatchObject({
    body: "t=x,y&d%5Bk%5D=1&j=%22s%22",
  });
});

test("a multipart form is read back by another parser as it was meant", async () => {
  const value = { note: "é\r\n--x", 'q"uote': "1", tags: ["a", "b"], data: { k: 1 }, photo: "bytes" };
  const sent = serialisedBody(multipart, { ...plain, files: new Set(["photo"]) }, value);
  if (sent.kind !== "body") throw new Error(sent.why);
  const read = await new Response(sent.body, { headers: { "content-type": sent.contentType } }).formData();
  expect(read.get("note")).toBe(value.note);
  expect(read.get('q"uote')).toBe("1");
  expect(read.getAll("tags")).toEqual(["a", "b"]);
  expect(sent.body).toContain('name="data"\r\nContent-Type: application/json\r\n\r\n{"k":1}\r\n');
  expect(read.get("photo")).toMatchObject({ name: "photo.bin", type: "application/octet-stream", size: 5 });
});

test.each<[string, Json]>([
  ["application/xml", {}],
  ["image/png", "x"],
  ["text/plain", {}],
  ["text/plain", "\ud800"],
  [form, "a"],
  [form, { a: null }],
  [multipart, ["a"]],
  [multipart, { a: null }],
  [multipart, { a: "\ud800" }],
])("%s: %j can't be sent", (mediaType, value) => {
  expect(serialisedBody(mediaType, plain, value)).toEqual({ kind: "unsendable", why: expect.stringMatching(/\w/) });
});

const schema: JsonSchema = {
  type: "object",
  properties: {
    count: { type: "integer", maximum: 9 },
    paid: { type: "boolean" },
    tags: { type: "array", items: { type: "string" }, maxItems: 2 },
    note: { type: "string", minLength: 1 },
  },
  required: ["count"],
  additionalProperties: false,
};

test.each<[Json, readonly string[], boolean, boolean]>([
  [{ count: 10 }, ["count"], true, true],
  [{ count: "10" }, ["count"], true, true],
  [{ count: "a" }, ["count"], true, true],
  [{}, [], true, true],
  [{ count: 1, more: 1 }, ["more"], true, true],
  [{ count: 1, tags: ["a", "b", "c"] }, ["tags"], true, true],
  [{ count: "" }, ["count"], true, true],
  [{ count: "9" }, ["count"], true, false],
  [{ count: 1, paid: "True" }, ["paid"], true, false],
  [{ count: 1, tags: "a" }, ["tags"], true, false],
  [{ count: 1, note: "" }, ["note"], true, false],
  [{ count: 1, note: 5 }, ["note"], true, false],
])("%j broken at %j: invalid as JSON %s, as a form %s", (value, path, asJson, asForm) => {
  const validate = schemaValidator({ schema });
  const remains = (mediaType: string) =>
    bodyRemainsInvalid({ validate }, { mediaType, schema: "#/schema", value, path });
  expect([remains("application/json"), remains(form), remains(multipart)]).toEqual([asJson, asForm, asForm]);
});

test("plain text is invalid only where no reading of it is valid", () => {
  const validate = schemaValidator({ schema: { type: "integer" } });
  const remains = (value: Json) =>
    bodyRemainsInvalid({ validate }, { mediaType: "text/plain", schema: "#/schema", value, path: [] });
  expect([remains("a"), remains("12"), remains({})]).toEqual([true, false, false]);
});
