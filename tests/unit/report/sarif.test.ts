import type { Log } from "sarif";
import { expect, test } from "vitest";
import { renderSarif } from "../../../harness/report/sarif.ts";
import { exampleScorecard } from "./fixture.ts";

const logOf = (card = exampleScorecard()): Log => JSON.parse(renderSarif(card));
const at = (path: string) =>
  logOf(
    exampleScorecard({
      "design.broad-except": {
        verdict: "failed",
        share: 0,
        findings: [{ message: "see [this](https://evil.example)", place: { path, line: 3 } }],
      },
    }),
  ).runs[0]?.results?.[0];

test("each finding with a file is a result with its line, its rule, and what to do", () => {
  const [run] = logOf().runs;
  const [result] = run?.results ?? [];
  expect(run?.results).toHaveLength(1);
  expect(result).toMatchObject({ ruleId: "design.broad-except", level: "warning" });
  expect(result?.locations?.[0]?.physicalLocation?.region).toEqual({ startLine: 41, startColumn: 9 });
  expect(run?.tool.driver.rules?.[result?.ruleIndex ?? -1]).toMatchObject({
    id: "design.broad-except",
    help: { text: expect.stringContaining("Compare") },
  });
});

test("a path stays a relative path, whatever is in it", () => {
  const uri = (path: string) => at(path)?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
  expect(uri("app/a b.py")).toBe("app/a%20b.py");
  expect(uri("https://evil.example/a.py")).toBe("https%3A//evil.example/a.py");
  expect(uri("app/\ud800.py")).toBe("app/%EF%BF%BD.py");
});

test("a message makes no link, and nothing in the log hides", () => {
  expect(at("app/a.py")?.message.text).toContain("see \\[this\\](https://evil.example)");
  expect(renderSarif(exampleScorecard())).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
});
