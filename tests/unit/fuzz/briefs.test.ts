import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { lintBrief } from "../../../harness/brief/lint.ts";
import { loadBrief } from "../../../harness/brief/load-brief.ts";
import { parseYaml } from "../../../harness/brief/located-yaml.ts";
import { loadApi } from "../../../harness/brief/openapi/load-api.ts";
import { catalogue } from "../../../harness/checks/catalogue.ts";
import { changedOrders } from "../brief/brief-copy.ts";
import { InputError } from "../../../harness/types/errors.ts";
import { temporaryFolder } from "../submission/intake/temporary.ts";
import { edited, repeated } from "./edits.ts";
import { readsAny } from "./reads.ts";

const orders = fileURLToPath(new URL("../../../specs/orders/", import.meta.url));
const read = (file: string): Promise<string> => readFile(join(orders, file), "utf8");

const document = `openapi: 3.1.0
info: {title: Notes, version: "1"}
paths:
  /notes/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string, pattern: "^[a-z]+$"}}
    get:
      operationId: readNote
      responses:
        "200":
          description: one
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Note"}
              examples: {one: {value: {title: a, next: null}}}
components:
  schemas:
    Note:
      type: object
      required: [title]
      properties:
        title: {type: string, maxLength: 20}
        next: {anyOf: [{$ref: "#/components/schemas/Note"}, {type: "null"}]}
`;
const words = [
  '{$ref: "#"}',
  '{$ref: "#/components/schemas/Note"}',
  '"(a+)+$"',
  "&x [*x]",
  "!!binary ",
  "<<: ",
  "openapi: 3.0.0",
  "- ",
];

test.each([true, false])("any OpenAPI document is loaded or refused with its place (lenient: %s)", async (lenient) => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "openapi.yaml");
  await readsAny(
    edited([document], words),
    async (text) => {
      await writeFile(file, text);
      const api = await loadApi(file, { lenient });
      for (const { responses } of api.operations) {
        for (const { content } of Object.values(responses)) {
          for (const { schema } of Object.values(content)) {
            if (schema !== undefined) api.validate(schema.pointer, { title: "a" }, "response");
          }
        }
      }
    },
    { numRuns: 60 },
  );
});

test("a document that is nested without end, or that contains itself, is refused", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "openapi.yaml");
  const aliases = Array.from(
    { length: 20 },
    (_, index) => `b${index + 1}: &b${index + 1} [${`*b${index},`.repeat(9)}]`,
  );
  const texts = [
    `openapi: 3.1.0\nx: ${"[".repeat(20_000)}${"]".repeat(20_000)}`,
    `{"openapi": "3.1.0", "info": {}, "paths": ${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`,
    "openapi: 3.1.0\ninfo: &a {title: *a}\npaths: {}\n",
    "openapi: 3.1.0\npaths: &a\n  /a: *a\n",
    ["openapi: 3.1.0", "b0: &b0 [1]", ...aliases].join("\n"),
  ];
  for (const text of texts) {
    await writeFile(file, text);
    for (const lenient of [true, false]) await expect(loadApi(file, { lenient })).rejects.toThrow(InputError);
  }
});

test.each(["brief.yaml", "rubric.yaml"])("any %s is loaded and checked, or refused with its place", async (name) => {
  await using folder = await changedOrders();
  const text = await read(name);
  await readsAny(
    edited([text], words),
    async (changed) => {
      await writeFile(join(folder.path, name), changed);
      await lintBrief(await loadBrief(folder.path), catalogue);
    },
    { numRuns: 15 },
  );
});

test("a long YAML file is read in time that grows with its length", async () => {
  await readsAny(
    repeated(60_000, ["a: ", "- ", "? ", "&a ", "*a ", "{a: ", "| ", "> ", "a: b\n", " a:\n"]),
    (text) => parseYaml("x.yaml", text).value,
    {
      numRuns: 25,
    },
  );
});
