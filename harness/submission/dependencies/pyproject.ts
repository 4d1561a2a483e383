import { parse } from "smol-toml";
import { isTable, memberOf } from "../toml-members.ts";
import type { Workspace } from "../types.ts";
import { normalised, type Requirement, requirementOf } from "./requirements.ts";

const path = "pyproject.toml";

/** `project.dependencies` of pyproject.toml (PEP 621), and Poetry's own table. None where it is no TOML: building it says so. */
export async function projectRequirements(workspace: Pick<Workspace, "read">): Promise<readonly Requirement[]> {
  const source = (await workspace.read(path, 256 * 1024)) ?? "";
  const document = parsed(source);
  const lines = linesOf(source);
  const standard = listOf(memberOf(memberOf(document, "project"), "dependencies"));
  const poetry = memberOf(memberOf(memberOf(document, "tool"), "poetry"), "dependencies");
  return [
    ...standard.flatMap((text) => (typeof text === "string" ? requirementOf(text, path, lines.get(text) ?? 1) : [])),
    ...Object.entries(isTable(poetry) ? poetry : {})
      .filter(([name]) => name !== "python")
      .map(([name, value]) => ({
        ...{ name: normalised(name), versions: poetryVersions(value) },
        ...{ path, line: lines.get(name) ?? 1 },
      })),
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

/** Where a text in quotes, or the name that a line gives a value to (`flask = "3"`), stands first; lines from 1. */
function linesOf(source: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [index, line] of source.split("\n").entries()) {
    const name = /^\s*([\w.-]+)\s*=/.exec(line)?.[1];
    const quoted = line.matchAll(/"([^"]*)"|'([^']*)'/g);
    for (const text of [name, ...[...quoted].map((each) => each[1] ?? each[2])]) {
      if (text !== undefined && !lines.has(text)) lines.set(text, index + 1);
    }
  }
  return lines;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
