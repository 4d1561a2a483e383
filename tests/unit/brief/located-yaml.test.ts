import { expect, test } from "vitest";
import { parseYaml } from "../../../harness/brief/located-yaml.ts";

const yaml = parseYaml(
  "api.yaml",
  `paths:
  /orders:
    responses:
      "200": { description: all }
      404: { description: none }
shared: &shared
  - one
  - two
again: *shared
`,
);

test("a value knows file, line and column of its key", () => {
  expect(yaml.where(["paths", "/orders", "responses"])).toBe("api.yaml:3:5");
});

test("a status is found whether it is written as a number or as text", () => {
  expect(yaml.where(["paths", "/orders", "responses", 200, "description"])).toBe("api.yaml:4:16");
  expect(yaml.where(["paths", "/orders", "responses", "404", "description"])).toBe("api.yaml:5:14");
});

test("an entry of a list knows its place, also behind an alias", () => {
  expect(yaml.where(["shared", 1])).toBe("api.yaml:8:5");
  expect(yaml.where(["again", 1])).toBe("api.yaml:8:5");
});

test("what does not exist is at its nearest parent", () => {
  expect(yaml.where(["paths", "/orders", "requestBody", "content"])).toBe("api.yaml:2:3");
  expect(yaml.where(["nothing"])).toBe("api.yaml:1:1");
  expect(parseYaml("empty.yaml", "").where(["any"])).toBe("empty.yaml");
});

test("aliases that multiply, or lead nowhere, are refused with the file's name", () => {
  const bomb = [
    "a0: &a0 [x]",
    ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`),
  ];
  expect(() => parseYaml("bomb.yaml", bomb.join("\n"))).toThrow(/bomb\.yaml can't be used: .*alias/);
  expect(() => parseYaml("lost.yaml", "a: *nobody")).toThrow(/lost\.yaml .*nobody/);
});
