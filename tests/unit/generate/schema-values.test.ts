import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../../../harness/brief/openapi/types.ts";
import { schemaValues } from "../../../harness/generate/schema-values.ts";
import type { Variation } from "../../../harness/generate/types.ts";
import { sourceOf } from "./suite-schemas.ts";

const order: Json = {
  type: "object",
  additionalProperties: false,
  required: ["email", "currency", "items"],
  properties: {
    email: { type: "string", format: "email", maxLength: 254 },
    currency: { enum: ["EUR", "USD"] },
    items: {
      type: "array",
      minItems: 1,
      maxItems: 3,
      items: {
        type: "object",
        required: ["sku", "quantity"],
        properties: {
          sku: { type: "string", pattern: "^[A-Z]{3}-[0-9]{2}$" },
          quantity: { type: "integer", minimum: 1, maximum: 1000 },
        },
      },
    },
    note: { type: ["string", "null"], maxLength: 5 },
  },
};
const base: Json = { email: "ada@example.com", currency: "EUR", items: [{ sku: "TEA-10", quantity: 2 }] };

const told = (variations: readonly Variation[], keyword: string): readonly string[] =>
  variations.filter((each) => each.keyword === keyword).map(({ what }) => what);

const sample = (schema: Json, direction: "request" | "response" = "request"): readonly Json[] => {
  const { valid } = schemaValues(sourceOf(schema, direction));
  return valid === undefined ? [] : fc.sample(valid, { seed: 1, numRuns: 50 });
};

test("each bound of an order is tried at its last valid value, one change at a time", () => {
  const { boundaries } = schemaValues(sourceOf(order), base);
  expect(told(boundaries, "maximum")).toEqual(["1000 as /items/0/quantity"]);
  expect(told(boundaries, "minimum")).toEqual(["1 as /items/0/quantity"]);
  expect(told(boundaries, "enum")).toEqual(['"USD" as /currency']);
  expect(told(boundaries, "maxItems")).toEqual([expect.stringContaining("a list of 3 elements as /items")]);
  expect(boundaries.find(({ keyword }) => keyword === "maximum")?.value).toEqual({
    ...base,
    items: [{ sku: "TEA-10", quantity: 1000 }],
  });
});

test("each constraint of an order is broken by the first value beyond it", () => {
  const { violations } = schemaValues(sourceOf(order), base);
  expect(told(violations, "required")).toEqual([
    "no /email",
    "no /currency",
    "no /items",
    "no /items/0/sku",
    "no /items/0/quantity",
  ]);
  expect(told(violations, "maximum")).toEqual(["1001 as /items/0/quantity"]);
  expect(told(violations, "minimum")).toEqual(["0 as /items/0/quantity"]);
  expect(told(violations, "minItems")).toEqual(["[] as /items"]);
  expect(told(violations, "additionalProperties")).toEqual(["the member /unknown_member"]);
  expect(told(violations, "enum")).toEqual(['"USDX" as /currency', "null as /currency", '"eur" as /currency']);
  expect(told(violations, "type")).toEqual(
    expect.arrayContaining(['"2" as /items/0/quantity', "true as /items/0/quantity", "12345 as /email"]),
  );
});

test("an optional member that the base lacks is added, and tried as well", () => {
  const { boundaries, violations } = schemaValues(sourceOf(order), base);
  expect(told(boundaries, "type")).toContain("null as /note");
  expect(told(boundaries, "maxLength")).toContain('"\u00e9\u00e9\u00e9\u00e9\u00e9" as /note');
  expect(told(violations, "maxLength")).toContain('"please" as /note');
  expect(told(violations, "type")).not.toContain("null as /note");
});

test("the same schema and base give the same lists, in which no value comes twice", () => {
  const [one, other] = [schemaValues(sourceOf(order), base), schemaValues(sourceOf(order), base)];
  expect(one.boundaries).toEqual(other.boundaries);
  expect(one.violations).toEqual(other.violations);
  const values = [...one.violations, ...one.boundaries].map(({ value }) => JSON.stringify(value));
  expect(new Set(values).size).toBe(values.length);
});

test("a pattern is broken only by ASCII text, on which the dialects of patterns agree", () => {
  const { violations } = schemaValues(sourceOf({ type: "string", pattern: "^\\w+-\\d$" }), "caf-1");
  expect(told(violations, "pattern")).toEqual([
    '"caf-!" as the whole value',
    '"!af-1" as the whole value',
    '"ca -1" as the whole value',
  ]);
});

test("bounds of numbers that need not be whole are left by a hundredth", () => {
  const price: Json = { type: "number", exclusiveMinimum: 0, maximum: 99.5 };
  const { boundaries, violations } = schemaValues(sourceOf(price), 5);
  expect(boundaries.map(({ value }) => value)).toEqual([99.5, 0.01]);
  expect(violations.filter(({ keyword }) => keyword !== "type").map(({ value }) => value)).toEqual([99.51, 0]);
});

test("steps are tried beside a multiple and between two", () => {
  const { boundaries, violations } = schemaValues(sourceOf({ type: "integer", multipleOf: 5 }), 10);
  expect(boundaries.map(({ value }) => value)).toEqual([15, 5]);
  expect(told(violations, "multipleOf")).toEqual(["11 as the whole value"]);
});

test("a schema that refers to itself gives values of bounded depth", () => {
  const tree: Json = {
    type: "object",
    required: ["name"],
    properties: {
      name: { type: "string" },
      children: { type: "array", items: { $ref: "#" } },
      parent: { $ref: "#" },
    },
  };
  const depth = (value: Json): number =>
    typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
  const made = sample(tree);
  expect(made).toHaveLength(50);
  expect(Math.max(...made.map(depth))).toBeGreaterThan(2);
  expect(Math.max(...made.map(depth))).toBeLessThan(10);
  expect(schemaValues(sourceOf(tree)).violations.length).toBeLessThan(150);
});

test("a schema that needs itself without end is said to have no values", () => {
  const { valid, boundaries, violations, unsupported } = schemaValues(
    sourceOf({ type: "object", required: ["next"], properties: { next: { $ref: "#" } } }),
  );
  expect({ valid, boundaries, violations }).toEqual({ valid: undefined, boundaries: [], violations: [] });
  expect(unsupported.map(({ why }) => why)).toEqual(["No valid value was found."]);
});

test("what only the server sets is not sent, and what only clients send does not come back", () => {
  const user: Json = {
    type: "object",
    required: ["id", "name", "password"],
    properties: {
      id: { type: "integer", readOnly: true },
      name: { type: "string" },
      password: { type: "string", writeOnly: true },
    },
  };
  for (const value of sample(user)) expect(Object.keys(value ?? {})).toEqual(["name", "password"]);
  for (const value of sample(user, "response")) expect(Object.keys(value ?? {})).toEqual(["id", "name"]);
  expect(told(schemaValues(sourceOf(user)).violations, "required")).toEqual(["no /name", "no /password"]);
});

test("text is odd at times, but holds nothing that a service may trim or refuse", () => {
  const texts = sample({ type: "string", minLength: 1, maxLength: 40 }).map(String);
  expect(texts.some((text) => /[^\x20-\x7e]/.test(text))).toBe(true);
  for (const text of texts) {
    expect(text).toBe(text.trim());
    expect(text).not.toMatch(/\p{Cc}/u);
    expect(text.isWellFormed()).toBe(true);
  }
});

test("examples of the document are among the values", () => {
  const city: Json = { type: "string", examples: ["Zagreb", "Oslo"] };
  expect(sample(city)).toContain("Zagreb");
  expect(sample(city).length).toBeGreaterThan(new Set(["Zagreb", "Oslo"]).size);
});

test("a format that nobody defines is said, and one of a validator is kept", () => {
  expect(schemaValues(sourceOf({ type: "string", format: "plate" })).unsupported).toEqual([
    expect.objectContaining({ keyword: "format" }),
  ]);
  for (const text of sample({ type: "string", format: "date-time" })) expect(text).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test("values of each of several alternatives are made and tried", () => {
  const contact: Json = {
    oneOf: [
      { type: "object", required: ["phone"], additionalProperties: false, properties: { phone: { type: "integer" } } },
      { type: "object", required: ["mail"], additionalProperties: false, properties: { mail: { type: "string" } } },
    ],
  };
  const names = new Set(sample(contact).flatMap((value) => Object.keys(value ?? {})));
  expect([...names].sort()).toEqual(["mail", "phone"]);
  const { boundaries, violations } = schemaValues(sourceOf(contact), { phone: 1 });
  expect(boundaries.map(({ value }) => Object.keys(value ?? {}))).toContainEqual(["mail"]);
  expect(told(violations, "type")).toContain('"1" as /phone');
});

test("what depends on another member is sent with it, and missed without it", () => {
  const card: Json = {
    type: "object",
    properties: { card: { type: "string" }, holder: { type: "string" } },
    dependentRequired: { card: ["holder"] },
  };
  for (const value of sample(card)) {
    expect(Object.keys(value ?? {})).not.toEqual(["card"]);
  }
  const { violations } = schemaValues(sourceOf(card), { card: "1", holder: "Ada" });
  expect(told(violations, "dependentRequired")).toEqual(["no /holder"]);
});

test("a failure shrinks to a small value that is still valid", () => {
  const source = sourceOf(order);
  const { valid } = schemaValues(source);
  if (valid === undefined) throw new Error("There are values of an order.");
  const quantity = (value: Json): unknown => JSON.parse(JSON.stringify(value)).items[0].quantity;
  const result = fc.check(
    fc.property(valid, (value) => Number(quantity(value)) < 100),
    { seed: 1, numRuns: 200 },
  );
  const [smallest] = result.counterexample ?? [];
  if (smallest === undefined) throw new Error("A quantity of a hundred and more is among 200 values.");
  expect(quantity(smallest)).toBe(100);
  expect(source.api.validate(source.pointer, smallest, "request").valid).toBe(true);
  expect(smallest).not.toHaveProperty("note");
});

test("a list grows by different elements whose numbers stay as they are, so that no sum gets out of hand", () => {
  const { boundaries } = schemaValues(sourceOf(order), base);
  const longest = boundaries.find(({ keyword }) => keyword === "maxItems")?.value;
  const items: readonly { readonly sku: string; readonly quantity: number }[] = JSON.parse(
    JSON.stringify(longest),
  ).items;
  expect(items.map(({ quantity }) => quantity)).toEqual([2, 2, 2]);
  expect(new Set(items.map(({ sku }) => sku)).size).toBe(3);
});

test("what only the server sets is not varied, even where an example shows it", () => {
  const note: Json = {
    type: "object",
    properties: { id: { type: "integer", readOnly: true }, text: { type: "string" } },
    example: { id: 7, text: "Ring twice." },
  };
  const { violations } = schemaValues(sourceOf(note), { id: 7, text: "Ring twice." });
  expect(violations.filter(({ path }) => path[0] === "id")).toEqual([]);
  expect(told(violations, "type")).toContain("12345 as /text");
});

test.each([
  ["a hash of forty digits", { type: "string", pattern: "^[0-9a-f]+$", minLength: 40, maxLength: 40 }],
  ["a password that looks ahead", { type: "string", pattern: "^(?=.*[A-Z])(?=.*[0-9]).{8,}$" }],
  ["two patterns at once", { allOf: [{ pattern: "^[a-z]+$" }, { pattern: "e" }], type: "string" }],
])("texts are found for %s", (_, schema) => {
  expect(sample(schema)).toHaveLength(50);
  expect(schemaValues(sourceOf(schema)).unsupported).toEqual([]);
});

test("a format is broken only by what no reading of it allows", () => {
  const { boundaries, violations } = schemaValues(
    sourceOf({ type: "string", format: "date-time" }),
    "2026-03-01T09:30:00Z",
  );
  expect(told(violations, "format")).toContain('"2026-02-30T09:30:00Z" as the whole value');
  // The same instant, so that no rule about the time itself can refuse it.
  expect(boundaries.map(({ value }) => Date.parse(String(value)))).toEqual(
    boundaries.map(() => Date.UTC(2026, 2, 1, 9, 30)),
  );
});
