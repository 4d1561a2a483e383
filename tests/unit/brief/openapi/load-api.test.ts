import { expect, test } from "vitest";
import { BriefError } from "../../../../harness/brief/brief-errors.ts";
import { loadApi } from "../../../../harness/brief/openapi/load-api.ts";
import type { ApiDescription } from "../../../../harness/brief/openapi/types.ts";
import { writeDocument } from "./write-document.ts";

const ok = { responses: { "200": { description: "ok" } } };

async function lenient(document: unknown): Promise<ApiDescription> {
  await using written = await writeDocument(document);
  return await loadApi(written.file, { lenient: true });
}

function withSchemas(schemas: unknown, openapi = "3.1.0") {
  return { openapi, info: { title: "t", version: "1" }, paths: {}, components: { schemas } };
}

const isValid = (api: ApiDescription, name: string, value: unknown, direction: "request" | "response" = "request") =>
  api.validate(`#/components/schemas/${name}`, value, direction).valid;

test("a document with mistakes is refused for a brief, and loaded with notices for anyone else's app", async () => {
  const document = { openapi: "3.1.0", info: {}, paths: { "/a": { get: { operationId: "a", responses: 7 } } } };
  await using written = await writeDocument(document);
  await expect(loadApi(written.file)).rejects.toThrow(BriefError);
  const api = await loadApi(written.file, { lenient: true });
  expect(api.operations.map(({ id }) => id)).toEqual(["a"]);
  expect(api.title).toBe("");
  expect(api.notices.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/not a valid OpenAPI document/),
  );
});

test("what is no OpenAPI 3 document is refused either way", async () => {
  for (const document of [{ swagger: "2.0" }, [], "a: [", "just text"]) {
    await expect(lenient(document)).rejects.toThrow(/OpenAPI|YAML/);
  }
});

test("operations without an id, or with one that another has, are called by method and path", async () => {
  const operation = { operationId: "same", ...ok };
  const api = await lenient({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: { "/a": { get: operation, post: operation, put: ok }, "x-more": { get: operation } },
  });
  expect(api.operations.map(({ id }) => id)).toEqual(["same", "PUT /a", "POST /a"]);
});

test("references to names with spaces, slashes, percent signs and brackets are followed, in schemas and outside", async () => {
  const name = "Odd name/50% [x]";
  const encoded = `#/components/schemas/${encodeURIComponent("Odd name~150% [x]")}`;
  const plain = "#/components/schemas/Odd name~150%25 [x]";
  const api = await lenient({
    ...withSchemas({
      [name]: { type: "integer" },
      Plain: { $ref: plain },
      Encoded: { $ref: encoded },
    }),
    paths: {
      "/100%/{a b}": {
        get: { operationId: "get", parameters: [{ $ref: "#/components/parameters/a%20b" }], ...ok },
      },
    },
    components: {
      schemas: { [name]: { type: "integer" }, Plain: { $ref: plain }, Encoded: { $ref: encoded } },
      parameters: { "a b": { name: "a b", in: "path", required: true, schema: { $ref: plain } } },
    },
  });
  for (const each of ["Plain", "Encoded"]) {
    expect([isValid(api, each, 1), isValid(api, each, "x")]).toEqual([true, false]);
  }
  const [parameter] = api.operation("get").parameters;
  expect(parameter).toMatchObject({ name: "a b", in: "path" });
  expect(api.validate(parameter?.schema?.pointer ?? "", "x", "request").valid).toBe(false);
  expect(api.notices.filter(({ message }) => message.includes("nowhere"))).toEqual([]);
});

test("references in circles are followed as far as they go", async () => {
  const api = await lenient({
    ...withSchemas({ Tree: { type: "object", properties: { left: { $ref: "#/components/schemas/Tree" } } } }),
    paths: { "/a": { get: { operationId: "a", parameters: [{ $ref: "#/components/parameters/loop" }], ...ok } } },
    components: {
      parameters: { loop: { $ref: "#/components/parameters/loop" } },
      schemas: { Tree: { type: "object", properties: { left: { $ref: "#/components/schemas/Tree" } } } },
    },
  });
  expect(api.operation("a").parameters).toEqual([]);
  expect([isValid(api, "Tree", { left: { left: {} } }), isValid(api, "Tree", { left: { left: 1 } })]).toEqual([
    true,
    false,
  ]);
});

test("references that lead nowhere or outside are told once, and leave values unchecked", async () => {
  const api = await lenient(
    withSchemas({
      Outside: { $ref: "other.yaml#/x" },
      Again: { $ref: "other.yaml#/x" },
      Nowhere: { $ref: "#/components/schemas/None" },
    }),
  );
  expect(api.notices.filter(({ message }) => message.includes("other.yaml#/x leads outside"))).toHaveLength(1);
  expect(api.notices).toContainEqual({
    pointer: "#/components/schemas/Nowhere",
    message: "the reference #/components/schemas/None leads nowhere",
  });
  expect(api.validate("#/components/schemas/Outside", 1, "request")).toEqual({
    valid: true,
    unchecked: expect.stringContaining("other.yaml"),
  });
});

test("a schema that can't be compiled leaves values unchecked, and is told once with its place", async () => {
  const api = await lenient(withSchemas({ Odd: { type: "float" } }));
  const before = api.notices.length;
  for (const direction of ["request", "response", "request"] as const) {
    expect(api.validate("#/components/schemas/Odd", "x", direction)).toMatchObject({ valid: true, unchecked: /type/ });
  }
  expect(api.notices.slice(before)).toEqual([
    { pointer: "#/components/schemas/Odd", message: expect.stringContaining("can't be used") },
  ]);
});

test("patterns with needless escapes count, patterns of another dialect say nothing", async () => {
  const api = await lenient(
    withSchemas({
      Escaped: { type: "string", pattern: "^a\\_b\\@$" },
      Other: { type: "string", pattern: "(?i)^\\A[a-z]++$" },
    }),
  );
  expect(["a_b@", "ab"].map((text) => isValid(api, "Escaped", text))).toEqual([true, false]);
  expect(isValid(api, "Other", "!")).toBe(true);
});

test.each(["3.0.3", "3.1.0"])("nullable in %s is null wherever it stands", async (openapi) => {
  const api = await lenient(
    withSchemas(
      {
        A: { type: "string" },
        Typed: { type: "string", nullable: true },
        Listed: { type: "string", nullable: true, enum: ["a"] },
        Referring: { nullable: true, $ref: "#/components/schemas/A" },
        All: { nullable: true, allOf: [{ $ref: "#/components/schemas/A" }] },
        One: { nullable: true, oneOf: [{ type: "string" }, { type: "integer" }] },
        Arm: { oneOf: [{ $ref: "#/components/schemas/A" }, { nullable: true, description: "or nothing" }] },
        Lists: { type: ["string"], nullable: true },
        Not: { nullable: false, allOf: [{ $ref: "#/components/schemas/A" }] },
      },
      openapi,
    ),
  );
  const names = ["Typed", "Listed", "Referring", "All", "One", "Arm", "Lists"];
  expect(names.filter((name) => !isValid(api, name, null))).toEqual([]);
  expect(names.filter((name) => !isValid(api, name, "a"))).toEqual([]);
  expect(names.filter((name) => isValid(api, name, true))).toEqual([]);
  expect([isValid(api, "Not", "a"), isValid(api, "Not", null)]).toEqual([true, false]);
});

test("a 3.0 document's exclusive bounds are bounds", async () => {
  const schema = { type: "number", minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false };
  const api = await lenient(withSchemas({ N: schema }, "3.0.0"));
  expect([1, 1.5, 5, 5.5].map((value) => isValid(api, "N", value))).toEqual([false, true, true, false]);
});

test("what looks like a keyword in an example is data", async () => {
  const example = { nullable: true, type: "string", $ref: "#/nowhere" };
  const api = await lenient({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      "/a": { post: { operationId: "a", requestBody: { content: { "application/json": { example } } }, ...ok } },
    },
  });
  expect(api.operation("a").requestBody?.content["application/json"]?.examples[0]?.value).toEqual(example);
  expect(api.notices).toEqual([]);
});

test("statuses written as numbers, keys written twice and path-level references are no trouble", async () => {
  const api = await lenient(
    [
      "openapi: 3.0.0",
      "info: {title: t, version: '1'}",
      "paths:",
      "  /a: {$ref: '#/x-items/a'}",
      "x-items:",
      "  a:",
      "    get:",
      "      operationId: first",
      "      operationId: second",
      "      responses:",
      "        200: {description: ok}",
    ].join("\n"),
  );
  expect(api.operations.map(({ id, path }) => [id, path])).toEqual([["second", "/a"]]);
  expect(Object.keys(api.operation("second").responses)).toEqual(["200"]);
});

test("headers that media types and security describe are no parameters", async () => {
  const header = (name: string) => ({ name, in: "header", required: true, schema: { type: "string" } });
  const api = await lenient({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      "/a": {
        get: { operationId: "a", parameters: ["Accept", "content-type", "Authorization", "X-A"].map(header), ...ok },
      },
    },
  });
  expect(api.operation("a").parameters.map(({ name }) => name)).toEqual(["X-A"]);
});

test("links of responses are kept as data, wherever they stand", async () => {
  const api = await lenient({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      "/a": {
        post: {
          operationId: "make",
          responses: {
            "201": {
              description: "made",
              links: {
                read: { operationId: "read", parameters: { "path.id": "$response.body#/id" } },
                other: { $ref: "#/components/links/other" },
              },
            },
          },
        },
      },
    },
    components: { links: { other: { operationRef: "#/paths/~1a/post", requestBody: "$request.body" } } },
  });
  expect(api.operation("make").responses["201"]?.links).toEqual([
    {
      name: "read",
      operationId: "read",
      operationRef: undefined,
      parameters: { "path.id": "$response.body#/id" },
      requestBody: undefined,
    },
    {
      name: "other",
      operationId: undefined,
      operationRef: "#/paths/~1a/post",
      parameters: {},
      requestBody: "$request.body",
    },
  ]);
});
