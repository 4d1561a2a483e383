import { parse, TomlError } from "smol-toml";
import { InputError, messageOf } from "../types/errors.ts";
import type { MigrationCommands } from "../types/runtime.ts";
import { isTable, memberOf } from "./toml-members.ts";
import type { Workspace } from "./types.ts";

/** The file in which a submission names the commands of its migrations. */
export const manifest = "pyproject.toml";
const keys = ["up", "back", "down", "check"] as const;
const longestCommand = 500;

/**
 * What the submission's pyproject.toml names in its table `[tool.assay.migrations]`; undefined where it has none. Throws InputError that
 * names the place, what is there and what was expected, where that can't be used or the file is no TOML.
 */
export async function namedMigrations(workspace: Pick<Workspace, "read">): Promise<MigrationCommands | undefined> {
  const assay = memberOf(memberOf(documentOf((await workspace.read(manifest)) ?? ""), "tool"), "assay");
  if (assay === undefined) return undefined;
  const table = memberOf(known(assay, "tool.assay", ["migrations"]), "migrations");
  if (table === undefined) return undefined;
  const { up, back, down, check } = commandsOf(known(table, "tool.assay.migrations", keys));
  if (up === undefined) {
    throw refused("tool.assay.migrations.up", "is missing", { found: "no such key", expected: commandExpected });
  }
  return { up, back, down, check };
}

const commandExpected = `a line for a shell, as in up = "python -m app.migrate", of at most ${longestCommand} characters`;

function documentOf(source: string): unknown {
  try {
    return parse(source);
  } catch (error) {
    const place = error instanceof TomlError ? `${manifest}:${error.line}:${error.column}` : manifest;
    const [found = ""] = messageOf(error).split("\n");
    throw new InputError(`${manifest} can't be read.`, { where: place, found, expected: "TOML", cause: error });
  }
}

/** The table, if all of its keys are known. */
function known(table: unknown, name: string, allowed: readonly string[]): Readonly<Record<string, unknown>> {
  if (!isTable(table)) throw refused(name, "is no table", { found: kindOf(table), expected: `[${name}]` });
  const unknown = Object.keys(table).find((key) => !allowed.includes(key));
  if (unknown === undefined) return table;
  const shown = JSON.stringify(unknown.slice(0, 60));
  throw refused(name, "has a key that nobody knows", { found: shown, expected: allowed.join(", ") });
}

function commandsOf(table: Readonly<Record<string, unknown>>): Partial<Record<(typeof keys)[number], string>> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = memberOf(table, key);
      if (value === undefined) return [];
      if (isCommand(value)) return [[key, value]];
      throw refused(`tool.assay.migrations.${key}`, "is no command", {
        found: kindOf(value),
        expected: commandExpected,
      });
    }),
  );
}

function isCommand(value: unknown): value is string {
  return (
    typeof value === "string" && value.trim() !== "" && value.length <= longestCommand && !value.includes("\u0000")
  );
}

function kindOf(value: unknown): string {
  if (typeof value === "string") {
    if (value.trim() === "") return "an empty text";
    return value.includes("\u0000") ? "a text with a NUL" : `a text of ${value.length} characters`;
  }
  if (Array.isArray(value)) return "a list";
  return isTable(value) ? "a table" : `a ${value instanceof Date ? "date" : typeof value}`;
}

function refused(key: string, what: string, place: { readonly found: string; readonly expected: string }): InputError {
  return new InputError(`${key} ${what}.`, { where: manifest, ...place });
}
