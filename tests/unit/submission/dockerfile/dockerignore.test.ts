import { describe, expect, test } from "vitest";
import { dockerignore } from "../../../../harness/submission/dockerfile/dockerignore.ts";

describe("a path is left out", () => {
  test.each([
    ["by its own name", "notes.txt", "notes.txt"],
    ["below a folder that is", ".venv/", ".venv/lib/python3.13/site.py"],
    ["by a star, which stops at a slash", "*.pyc", "app.pyc"],
    ["at any depth by two stars", "**/__pycache__", "app/web/__pycache__/x.pyc"],
    ["by two stars at the top, too", "**/*.log", "run.log"],
    ["with a leading slash or dot", "/build\n./dist", "dist/app.whl"],
    ["by a set of characters", "data[0-9].json", "data7.json"],
    ["by one character", "?.txt", "a.txt"],
  ])("%s", (_, text, path) => {
    expect(dockerignore(text)(path)).toBe(true);
  });
});

describe("a path stays", () => {
  test.each([
    ["where no pattern matches", "notes.txt", "src/notes.txt"],
    ["where a star would have to cross a slash", "*.pyc", "app/x.pyc"],
    ["where it is taken back later", "*.md\n!README.md", "README.md"],
    ["in a file of comments and blank lines", "# notes.txt\n\n", "notes.txt"],
    ["where a dot is only a dot", "a.b", "axb"],
  ])("%s", (_, text, path) => {
    expect(dockerignore(text)(path)).toBe(false);
  });
});

test("what is taken back and left out again is left out: the last word counts", () => {
  expect(dockerignore("docs\n!docs/api.md\ndocs/*.md")("docs/api.md")).toBe(true);
});
