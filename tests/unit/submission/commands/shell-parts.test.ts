import { expect, test } from "vitest";
import { shellLine } from "../../../../harness/submission/commands/shell-parts.ts";

const read = (text: string): unknown => {
  const line = shellLine(text);
  return "open" in line ? "open" : line.parts.map(({ words }) => words.map(({ value }) => value));
};

test.each([
  ["pytest -q # all of them", [["pytest", "-q"]]],
  ["A=1 B='two words' flask run && curl x; ls &", [["A=1", "B=two words", "flask", "run"], ["curl", "x"], ["ls"]]],
  ["gunicorn 'shop.app:create_app()'", [["gunicorn", "shop.app:create_app()"]]],
  ["pytest \\\n  tests/unit", [["pytest", "tests/unit"]]],
  ["pytest > out.txt 2>&1", [["pytest"]]],
  ['echo "$(cat a | wc -l)" `b`', [["echo", "$(cat a | wc -l)", "`b`"]]],
  ["docker run a#b", [["docker", "run", "a#b"]]],
  ["# nothing", []],
])("%s is read as a shell does", (text, words) => {
  expect(read(text)).toEqual(words);
});

test.each(["curl -d '{", 'echo "a', "pytest \\", "echo $(cat"])("%s goes on on the next line", (text) => {
  expect(read(text)).toBe("open");
});

test.each([
  ["pytest | tee out.txt", "a pipe"],
  ["pytest || true", "an alternative to another one"],
  ["for each in 1 2", "part of a script"],
  ["(cd app && pytest)", "part of a script"],
])("%s is more than a simple command", (text, more) => {
  const line = shellLine(text);
  expect("parts" in line && line.parts[0]?.more).toBe(more);
});
