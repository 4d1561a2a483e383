import { expect, test } from "vitest";
import { onlyChecks } from "../../../harness/checks/only.ts";

test("a family is all of its checks, and what they build on comes along", () => {
  const chosen = onlyChecks(["pagination"]);
  expect(chosen).toContain("pagination.order");
  expect(chosen).toContain("pagination.limit-cap");
  expect(chosen).toContain("stateful.create-then-read");
  expect(chosen).not.toContain("validation.null");
});

test("one check can be asked for by itself", () => {
  expect([...onlyChecks(["design.lint"])]).toEqual(["design.lint"]);
});

test("a name that no check has is refused, and the families are named", () => {
  expect(() => onlyChecks(["validation.nil"])).toThrow("There is no check validation.nil.");
  expect(() => onlyChecks(["valid"])).toThrow("There is no check valid.");
});
