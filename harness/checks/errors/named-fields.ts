import type { FieldNames } from "../../brief/types.ts";
import { pathOfPointer, valueAt } from "../../brief/openapi/pointer.ts";
import type { Json } from "../../brief/openapi/types.ts";
import { isObject } from "../json-values.ts";
import { type Path, placeOf } from "../validation/json-place.ts";

/** The names of the values that an error's body complains about, as they stand there; undefined where it has no list of them. */
export function namesIn(body: unknown, { list, name }: FieldNames): readonly string[] | undefined {
  const entries = valueAt((body ?? null) as Json, list);
  if (!Array.isArray(entries)) return undefined;
  return entries.flatMap((entry: unknown) => {
    const said = isObject(entry) ? entry[name] : undefined;
    return typeof said === "string" ? [said] : [];
  });
}

/** Whether a name is that of the value at a path of the request's body: itself, or something inside it. */
export function namesPlace(said: string, path: Path, written: FieldNames["written"]): boolean {
  const wanted = path.map(String);
  const steps = written === "pointer" ? pointerSteps(said) : nameSteps(said);
  return steps !== undefined && wanted.every((step, index) => steps[index] === step);
}

/** As they would be written here. */
export function nameOfPlace(path: Path, written: FieldNames["written"]): string {
  return written === "pointer" ? placeOf(path) : path.join(".");
}

/** A fragment (`#/items`) is a pointer, too; a bare name is none. */
function pointerSteps(text: string): readonly string[] | undefined {
  return /^#?\//.test(text) ? pathOfPointer(text).map(String) : undefined;
}

/** Some libraries put the part of the request first. */
function nameSteps(text: string): readonly string[] {
  const steps = text.split(/[^\p{L}\p{N}_-]+/u).filter((step) => /[\p{L}\p{N}]/u.test(step));
  return ["body", "json"].includes(steps[0] ?? "") && steps.length > 1 ? steps.slice(1) : steps;
}
