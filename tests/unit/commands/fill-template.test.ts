import { expect, test } from "vitest";
import { fillTemplate } from "../../../harness/commands/invite/fill-template.ts";

test("each placeholder is replaced wherever it stands", () => {
  expect(
    fillTemplate(
      "{{a}} and {{a}}, {{b}}",
      new Map([
        ["a", "1"],
        ["b", "2"],
      ]),
    ),
  ).toBe("1 and 1, 2");
});

test("what comes in is not searched again, and has no special characters", () => {
  expect(fillTemplate("{{a}}", new Map([["a", "{{b}} $& $1"]]))).toBe("{{b}} $& $1");
});

test("GitHub's expressions are left alone", () => {
  const expressions = ["{{ github.ref }}", "{{secrets}}"].map((each) => `$${each}`).join(" ");
  expect(fillTemplate(expressions, new Map())).toBe(expressions);
});

test("a placeholder that nobody fills is an error", () => {
  expect(() => fillTemplate("{{nobody}}", new Map())).toThrow(/placeholder nobody/);
});
