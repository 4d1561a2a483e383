import { expect, test } from "vitest";
import { namedMigrations } from "../../../harness/submission/named-migrations.ts";

const named = (text: string | undefined) => namedMigrations({ read: async () => text });
const refused = async (text: string) => {
  const error: unknown = await named(text).catch((thrown: unknown) => thrown);
  return error;
};

test("commands are taken as they stand there; what is left out is not there", async () => {
  const table = '[tool.assay.migrations]\nup = "psql $DATABASE_URL -f schema.sql"\ndown = \'sh down.sh "all of it"\'\n';
  expect(await named(table)).toEqual({
    up: "psql $DATABASE_URL -f schema.sql",
    back: undefined,
    down: 'sh down.sh "all of it"',
    check: undefined,
  });
});

test.each([undefined, "", "[project]\nname = 'x'\n", "[tool.ruff]\n", "tool = 3\n", "[tool.assay]\n"])(
  "%j names none",
  async (text) => {
    expect(await named(text)).toBe(undefined);
  },
);

test("no TOML is named with its line", async () => {
  expect(await refused('[project]\nname = "x\n')).toMatchObject({
    message: "pyproject.toml can't be read.",
    where: expect.stringMatching(/^pyproject\.toml:2:\d+$/),
    found: expect.stringMatching(/./),
    expected: "TOML",
  });
});

test.each([
  ["[tool.assay.migrations]\n", "tool.assay.migrations.up is missing.", "no such key"],
  ['[tool.assay.migrations]\nback = "x"\n', "tool.assay.migrations.up is missing.", "no such key"],
  ["[tool.assay.migrations]\nup = 3\n", "tool.assay.migrations.up is no command.", "a number"],
  ["[tool.assay.migrations]\nup = true\n", "tool.assay.migrations.up is no command.", "a boolean"],
  ["[tool.assay.migrations]\nup = 2026-01-01\n", "tool.assay.migrations.up is no command.", "a date"],
  ['[tool.assay.migrations]\nup = ["a", "b"]\n', "tool.assay.migrations.up is no command.", "a list"],
  ['[tool.assay.migrations]\nup = " "\n', "tool.assay.migrations.up is no command.", "an empty text"],
  ['[tool.assay.migrations]\nup = "a\\u0000"\n', "tool.assay.migrations.up is no command.", "a text with a NUL"],
  ['[tool.assay.migrations]\nup = "x"\ndown = {}\n', "tool.assay.migrations.down is no command.", "a table"],
  ['[tool.assay.migrations]\nup = "x"\nupp = "y"\n', "tool.assay.migrations has a key that nobody knows.", '"upp"'],
  ['[tool.assay.migration]\nup = "x"\n', "tool.assay has a key that nobody knows.", '"migration"'],
  ["[tool.assay]\nmigrations = 1\n", "tool.assay.migrations is no table.", "a number"],
  ["[[tool.assay]]\n", "tool.assay is no table.", "a list"],
])("%j is refused: %s", async (text, message, found) => {
  expect(await refused(text)).toMatchObject({ message, found, where: "pyproject.toml" });
});

test("a command as long as a file is refused with its length", async () => {
  expect(await refused(`[tool.assay.migrations]\nup = "${"x".repeat(501)}"\n`)).toMatchObject({
    found: "a text of 501 characters",
    expected: expect.stringContaining("at most 500 characters"),
  });
});
