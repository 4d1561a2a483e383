import { expect, test, vi } from "vitest";
import { explain } from "../../../harness/commands/say.ts";
import { InputError } from "../../../harness/types/errors.ts";
import { hostile } from "../report/hostile-text.ts";

test("an error that names a stranger's file can't act on the terminal", () => {
  const written: string[] = [];
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((chunk) => written.push(String(chunk)) > 0);
  try {
    expect(
      explain(
        new InputError("No such entry.", { where: "x.zip", found: hostile.ansi, expected: hostile.direction }),
        false,
      ),
    ).toBe(2);
  } finally {
    spy.mockRestore();
  }
  const said = written.join("");
  expect(said).toContain("\\u{1B}[2J");
  expect(said.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
