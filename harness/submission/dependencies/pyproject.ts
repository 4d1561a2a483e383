import { parse } from "smol-toml";
import type { Workspace } from "../types.ts";
import { normalised, type Requirement, requirementOf } from "./requirements.ts";

const path = "pyproject.toml";

/** `project.dependencies` of pyproject.toml (PEP 621), and Poetry's own table. None where it is no TOML: building it says so. */
export async function projectRequirements(workspace: Pick<Workspace, "read">): Promise<readonly Requirement[]> {
  const source = (await workspace.read(path, 256 * 1024)) ?? "";
  const document = parsed(source);
  const standard = listOf(memberOf(memberOf(document, "project"), "dependencies"));
  const poetry = memberOf(memberOf(memberOf(document, "tool"), "poetry"), "dependencies");
  return [
    ...standard.flatMap((text) =>
      typeof text === "string"
        ? requirementOf(
            text,
            path,
            lineOf(source, (line) => line.includes(text)),
          )
        : [],
    ),
    ...Object.entries(isTable(poetry) ? poetry : {}).flatMap(([name, value]) =>
      name === "python"
        ? []
        : [
            {
              name: normalised(name),
              versions: poetryVersions(value),
              path,
              line: lineOf(source, (line) => memberName(line) === name),
            },
          ],
    ),
  ];
}

function parsed(source: string): unknown {
  try {
    return parse(source);
  } catch {
    return {};
  }
}

/** `"3.1"`, `"^3.1"`, or a table with a version; Poetry reads a bare version as exact. */
function poetryVersions(value: unknown): string {
  const written = typeof value === "string" ? value : memberOf(value, "version");
  if (typeof written !== "string") return "";
  return /^\d[\w.]*$/.test(written) ? `==${written}` : written;
}

/** The name that a line gives a value to: `flask = "3"`, `"flask" = { version = "3" }`. */
function memberName(line: string): string | undefined {
  return /^\s*["']?([\w.-]+)["']?\s*=/.exec(line)?.[1];
}

/** From 1; 1 where no line is it. */
function lineOf(source: string, isIt: (line: string) => boolean): number {
  return Math.max(0, source.split("\n").findIndex(isIt)) + 1;
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function memberOf(value: unknown, name: string): unknown {
  return isTable(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
