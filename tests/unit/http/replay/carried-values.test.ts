import { expect, test } from "vitest";
import { carriedValues } from "../../../../harness/http/replay/carried-values.ts";

test("what was made anew is asked for by its new id, wherever the old one stood", () => {
  const values = carriedValues();
  values.learn(
    { id: 7, next: "abc==", owner: { email: "ada@example.com" }, kept: "same" },
    { id: 12, next: "xyz==", owner: { email: "bob@example.com" }, kept: "same" },
  );
  expect(values.target("/orders/7/items?cursor=abc%3D%3D&n=77&flag")).toBe(
    "/orders/12/items?cursor=xyz%3D%3D&n=77&flag",
  );
  expect(values.body('{"to":"ada@example.com","quantity":7,"note":"same"}')).toBe(
    '{"to":"bob@example.com","quantity":7,"note":"same"}',
  );
  expect(values.body("{no json")).toBe("{no json");
  expect(values.header("abc==")).toBe("xyz==");
});

test("what stands for nothing stays as it was written, broken percent-encoding too", () => {
  const values = carriedValues();
  values.learn({ id: "a" }, undefined);
  expect(values.target("/x/%zz/a?q=%E9&q=+")).toBe("/x/%zz/a?q=%E9&q=+");
});
