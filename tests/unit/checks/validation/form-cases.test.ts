import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { documentBrief } from "../../../../harness/brief/document-brief.ts";
import { formCases } from "../../../../harness/checks/validation/form-cases.ts";

const brief = await documentBrief(fileURLToPath(new URL("form.yaml", import.meta.url)));
const sent = (keywords: readonly string[], wanted: string) =>
  formCases({ brief }, keywords)
    .filter((each) => each.wanted === wanted)
    .map(({ options }) => Object.fromEntries(new URLSearchParams(options.body)));

test("members of a form are tried at their bounds and beyond, written as a form", () => {
  const [first] = formCases({ brief }, ["maximum"]);
  expect(first?.options.headers).toEqual({ "Content-Type": "application/x-www-form-urlencoded" });
  expect(sent(["maximum"], "accepted")).toContainEqual({ name: "Rex", age: "30" });
  expect(sent(["maximum"], "refused")).toEqual([{ name: "Rex", age: "31" }]);
  expect(sent(["required"], "refused")).toEqual(expect.arrayContaining([{ age: "3" }, { name: "Rex" }]));
});

test("a number in place of a text is a text like any other, and is not called wrong", () => {
  const names = sent(["type"], "refused").filter(({ age }) => age === "3");
  expect(names).toEqual([]);
  expect(sent(["type"], "refused").length).toBeGreaterThan(0);
});
