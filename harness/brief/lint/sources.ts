import { join } from "node:path";
import type { Problem } from "../brief-errors.ts";
import type { BriefFile } from "../brief-file.ts";
import { type LocatedYaml, readYaml } from "../located-yaml.ts";
import { pathOfPointer } from "../openapi/pointer.ts";
import type { Operation } from "../openapi/types.ts";
import type { Brief } from "../types.ts";

/** A brief together with its files, so that a problem can name its line. */
export interface Sources {
  readonly brief: Brief;
  readonly yaml: LocatedYaml;
  readonly rubric: LocatedYaml;
  readonly openapi: LocatedYaml;
}

type Path = readonly (string | number)[];

/** Reads the files of a loaded brief again, for their lines. */
export async function readSources(brief: Brief): Promise<Sources> {
  const yaml = await readYaml(join(brief.folder, "brief.yaml"));
  // The published schema said so when the brief was loaded.
  const { rubric, openapi } = yaml.value as BriefFile;
  return {
    brief,
    yaml,
    rubric: await readYaml(join(brief.folder, rubric)),
    openapi: await readYaml(join(brief.folder, openapi)),
  };
}

/** An error at a path of brief.yaml. */
export function inBrief({ yaml }: Sources, path: Path, message: string): Problem {
  return { where: yaml.where(path), message, severity: "error" };
}

/** An error at a JSON pointer of the OpenAPI document. */
export function inOpenapi({ openapi }: Sources, pointer: string, message: string): Problem {
  return { where: openapi.where(pathOfPointer(pointer)), message, severity: "error" };
}

/** The operation that brief.yaml names at a path; yields a problem and gives undefined where the document has none. */
export function* operationAt(sources: Sources, path: Path, id: string): Generator<Problem, Operation | undefined> {
  const { operations } = sources.brief.api;
  const found = operations.find((each) => each.id === id);
  if (found === undefined) {
    const known = operations.map((each) => each.id).join(", ");
    yield inBrief(sources, path, `The OpenAPI document has no operation ${id}; it has ${known}.`);
  }
  return found;
}

/** Statuses that brief.yaml names at a path, and that the operation does not document (itself, as 4XX, or by `default`). */
export function* statusesAreDocumented(
  sources: Sources,
  path: Path,
  operation: Operation,
  statuses: readonly number[],
): Generator<Problem> {
  for (const status of statuses) {
    const { responses } = operation;
    const range = `${String(status).charAt(0)}XX`;
    if (String(status) in responses || range in responses || "default" in responses) continue;
    yield inBrief(sources, path, `${operation.id} documents no answer ${status}.`);
  }
}

/** The query parameter that brief.yaml names at a path; yields a problem and gives undefined where the operation has none. */
export function* queryParameterAt(sources: Sources, path: Path, operation: Operation, name: string) {
  const found = operation.parameters.find((each) => each.in === "query" && each.name === name);
  if (found === undefined) yield inBrief(sources, path, `${operation.id} has no query parameter ${name}.`);
  return found;
}
