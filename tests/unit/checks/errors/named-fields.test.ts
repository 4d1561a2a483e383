import { describe, expect, test } from "vitest";
import { nameOfPlace, namesIn, namesPlace } from "../../../../harness/checks/errors/named-fields.ts";

describe("the names that an error gives to wrong values", () => {
  const fields = { list: "/error/details", name: "field", written: "names" } as const;

  test("are those of the published list", () => {
    expect(namesIn({ error: { details: [{ field: "a" }, { field: "b" }] } }, fields)).toEqual(["a", "b"]);
  });

  test("are not there without the list, and entries without a name count as none", () => {
    expect(namesIn({ error: {} }, fields)).toBeUndefined();
    expect(namesIn(undefined, fields)).toBeUndefined();
    expect(namesIn({ error: { details: ["a", { name: "b" }, { field: 3 }] } }, fields)).toEqual([]);
  });

  test("as pointers have their slash and their escapes, and may be a fragment or lead further in", () => {
    const isNamed = (said: string) => namesPlace(said, ["items", 1, "a/b"], "pointer");
    expect(["/items/1/a~1b", "#/items/1/a~1b", "/items/1/a~1b/0"].filter(isNamed)).toHaveLength(3);
    expect(["items/1/a~1b", "/items/0/a~1b", "/items/1", "items.1.a/b", ""].filter(isNamed)).toEqual([]);
  });

  test("as names may be joined in any way", () => {
    const isNamed = (said: string) => namesPlace(said, ["equipment", 1], "names");
    expect(
      ["equipment.1", "equipment[1]", "/equipment/1", "equipment -> 1", "json.equipment.1"].filter(isNamed),
    ).toHaveLength(5);
    expect(["equipment", "equipment.0", "1"].filter(isNamed)).toEqual([]);
  });

  test("are shown as they would be written", () => {
    expect(nameOfPlace(["items", 1], "pointer")).toBe("/items/1");
    expect(nameOfPlace(["items", 1], "names")).toBe("items.1");
  });
});
