import { expect, test } from "vitest";
import { schemaValidator } from "../../../../harness/brief/openapi/schema-validator.ts";
import type { Json, JsonSchema } from "../../../../harness/brief/openapi/types.ts";
import { invalidOnTheWire } from "../../../../harness/http/parameters/remains-invalid.ts";
import type { Styled } from "../../../../harness/http/parameters/serialise.ts";
import { colorIn } from "./parameter.ts";

function remains(
  schema: JsonSchema,
  value: Json,
  more: Partial<Styled> & { readonly required?: boolean; readonly place?: Styled["in"] } = {},
): boolean {
  const { required = false, place = "query", ...style } = more;
  const validate = schemaValidator({ schema });
  const parameter = { ...colorIn(place, style), required, schema: { pointer: "#/schema", schema } };
  return invalidOnTheWire({ validate }, parameter, value).remainsInvalid;
}

const integer = { type: "integer", minimum: 1, maximum: 100 };

test.each<[JsonSchema, Json]>([
  [integer, "abc"],
  [integer, "12abc"],
  [integer, 0],
  [integer, 101],
  [integer, 1.5],
  [integer, "1.5"],
  [integer, "null"],
  [integer, "true"],
  [integer, [0, 101]],
  [{ type: "number", exclusiveMinimum: 0 }, "-0.5"],
  [{ type: "boolean" }, "maybe"],
  [{ type: "boolean" }, 2],
  [{ type: "string", maxLength: 3 }, "abcd"],
  [{ type: "string", pattern: "^[a-z]+$" }, "A-1"],
  [{ enum: ["paid", "open"] }, "closed"],
  [{ type: "string", format: "date" }, "tomorrow"],
  [{ type: "array", items: integer }, ["a"]],
  [{ type: "array", items: integer, maxItems: 3 }, [1, 2, 3, 4]],
  [{ type: "array", items: integer, maxItems: 100 }, Array.from({ length: 101 }, () => 7)],
  [{ type: "array", items: { type: "string" }, minItems: 2 }, ["a"]],
  [{ type: "array", items: { type: "string" }, uniqueItems: true }, ["a", "a"]],
])("%j: %j is still invalid as text", (schema, value) => {
  expect(remains(schema, value)).toBe(true);
});

test.each<[JsonSchema, Json]>([
  [{ type: "string" }, 12],
  [{ type: "string" }, true],
  [{ type: "string" }, null],
  [{ type: "string" }, ["a"]],
  [{ type: "string" }, { a: 1 }],
  [integer, "12"],
  [integer, " 12 "],
  [integer, "+12"],
  [integer, "012"],
  [integer, "1_2"],
  [integer, "12.0"],
  [integer, "0x10"],
  [integer, [12]],
  [integer, [0, 12]],
  [integer, "١٢"],
  [{ type: "number" }, "NaN"],
  [{ type: "number" }, "-inf"],
  [{ type: "boolean" }, "True"],
  [{ type: "boolean" }, 1],
  [{ type: "boolean" }, "yes"],
  [{ type: ["integer", "null"] }, "None"],
  [{ type: "array", items: { type: "string" } }, "a"],
  [{ type: "array", items: { type: "integer" } }, "1,2"],
  [{ type: "array", items: { type: "integer" } }, ["1"]],
  [{ type: "string", maxLength: 3 }, "abc  "],
  [
    { type: "object", properties: { a: {} }, additionalProperties: false },
    { a: 1, b: 2 },
  ],
])("%j: %j may be read as valid, so it is not called invalid", (schema, value) => {
  expect(remains(schema, value)).toBe(false);
});

test("what may be taken for `not given` is invalid only where the parameter is required", () => {
  const atLeastOne = { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 };
  for (const [schema, value] of [
    [integer, ""],
    [{ type: "string", minLength: 1 }, ""],
    [atLeastOne, []],
  ] as const) {
    expect(remains(schema, value)).toBe(false);
    expect(remains(schema, value, { required: true })).toBe(true);
  }
});

test("a value that can't be sent is never called invalid", () => {
  expect(remains({ type: "string", minLength: 1 }, "", { place: "path", required: true })).toBe(false);
  expect(remains({ enum: ["a"] }, "b\n", { place: "header", required: true })).toBe(false);
});

test("a token in a header may be compared without regard to case, a text in a query may not", () => {
  expect(remains({ enum: ["paid"] }, "PAID", { place: "header" })).toBe(false);
  expect(remains({ enum: ["paid"] }, "PAID", { place: "query" })).toBe(true);
});

test("a deepObject keeps its members together, an exploded form lets unknown ones go", () => {
  const schema = { type: "object", properties: { a: {} }, required: ["a"], additionalProperties: false };
  expect(remains(schema, { a: 1, b: 2 }, { style: "deepObject", explode: true })).toBe(true);
  expect(remains(schema, { a: 1, b: 2 })).toBe(false);
});

test("in a parameter that is JSON, types last, but a bare word may be read as text", () => {
  const json = { mediaType: "application/json" };
  const schema = { type: "object", properties: { a: { type: "string" } } };
  expect(remains(schema, { a: 1 }, json)).toBe(true);
  expect(remains({ type: "string" }, 12, json)).toBe(false);
  expect(remains({ type: "integer" }, "12", json)).toBe(false);
});

test("numbered members may be a list", () => {
  const list = { type: "array", items: { type: "string" } };
  expect(remains(list, { 0: "a", 1: "b" }, { style: "deepObject", explode: true, required: true })).toBe(false);
  expect(remains(list, { a: "b" }, { style: "deepObject", explode: true, required: true })).toBe(true);
});

test("a parameter without a schema takes anything", () => {
  const validate = schemaValidator({});
  const parameter = { ...colorIn("query"), required: true, schema: undefined };
  expect(invalidOnTheWire({ validate }, parameter, "x").remainsInvalid).toBe(false);
});

test.each<[JsonSchema, Json]>([
  [integer, [12]],
  [{ type: "boolean" }, [true]],
])("%j in a path: %j is written like a valid value", (schema, value) => {
  expect(remains(schema, value, { place: "path", required: true })).toBe(false);
});
