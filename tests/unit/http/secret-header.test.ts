import { expect, test } from "vitest";
import { secretHeaderFrom, shownHeader } from "../../../harness/http/secret-header.ts";

test("a header is taken as it is written, and shown as a shell variable of its name", () => {
  const header = secretHeaderFrom("X-Api-Key: s3cret: and more");
  expect(header).toEqual({ name: "X-Api-Key", value: "s3cret: and more" });
  expect(header && shownHeader(header)).toEqual(["X-Api-Key", "$X_API_KEY"]);
});

test.each(["", "no colon", ": value", "A B: c", "X: a\nY: b", "X: é"])("%j is no header", (text) => {
  expect(secretHeaderFrom(text)).toBeUndefined();
});
