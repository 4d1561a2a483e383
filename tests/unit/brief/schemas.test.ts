import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Members that are declared anywhere in a schema, by their path, and objects that take members nobody declared. */
function walk(schema: Schema, path: string): { readonly undocumented: string[]; readonly open: string[] } {
  const undocumented: string[] = [];
  const open: string[] = [];
  const visit = (each: unknown, at: string): void => {
    if (!isSchema(each)) return;
    const { properties, additionalProperties, $defs, items } = each;
    if (each.type === "object" && additionalProperties === undefined) open.push(at);
    for (const group of [properties, $defs]) {
      for (const [name, member] of Object.entries(isSchema(group) ? group : {})) {
        if (!isSchema(member) || typeof member.description !== "string") undocumented.push(`${at}.${name}`);
        visit(member, `${at}.${name}`);
      }
    }
    visit(additionalProperties, `${at}.*`);
    visit(items, `${at}[]`);
  };
  visit(schema, path);
  return { undocumented, open };
}

test.each(["brief", "rubric"])("every member of %s.schema.json is described, and no other is allowed", async (name) => {
  const url = new URL(`../../../specs/${name}.schema.json`, import.meta.url);
  const schema: unknown = JSON.parse(await readFile(url, "utf8"));
  if (!isSchema(schema)) throw new Error("no schema");
  expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  expect(walk(schema, name)).toEqual({ undocumented: [], open: [] });
});
