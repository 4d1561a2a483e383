import type { Json } from "../../brief/openapi/types.ts";
import type { SchemaSource, JsonPath, Variation } from "../types.ts";
import type { Place } from "./place.ts";
import type { Change, Trial } from "./trial.ts";

/** The variation that a trial comes to, by the validator's word; undefined where none of its values does what is wanted. */
export function judged(source: SchemaSource, place: Place, trial: Trial): Variation | undefined {
  const change = trial.wanted === "valid" ? firstValid(source, trial) : leastWrong(source, place, trial);
  if (change === undefined) return undefined;
  const { path, keyword, rule } = trial;
  return { value: change.body, path, keyword, rule, what: change.what };
}

function firstValid({ api, pointer, direction }: SchemaSource, { changes }: Trial): Change | undefined {
  return changes.find(({ body }) => api.validate(pointer, body, direction).valid);
}

/** The value that breaks the fewest rules, all of them at its place. */
function leastWrong(source: SchemaSource, place: Place, { changes, problemAt }: Trial): Change | undefined {
  let best: Change | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const change of changes) {
    const count = problemsOnlyAt(source, place, change.body, problemAt);
    if (count > 0 && count < fewest) [best, fewest] = [change, count];
  }
  return best;
}

/** How many problems the validator tells at the place; 0 where it tells none, or one elsewhere. */
function problemsOnlyAt(
  { api, pointer, direction }: SchemaSource,
  { choiceAt }: Place,
  body: Json,
  problemAt: JsonPath,
): number {
  const result = api.validate(pointer, body, direction);
  if (result.valid) return 0;
  // Where the schema leaves a choice, each way not taken tells problems of its own, anywhere below the choice.
  const isThere = (problem: string): boolean =>
    isAt(problem, problemAt) || (choiceAt !== undefined && isBelow(problem, choiceAt));
  return result.problems.every(isThere) ? result.problems.length : 0;
}

function isAt(problem: string, path: JsonPath): boolean {
  return problem.startsWith(path.length === 0 ? "the body " : `${instancePath(path)} `);
}

function isBelow(problem: string, path: JsonPath): boolean {
  return path.length === 0 || isAt(problem, path) || problem.startsWith(`${instancePath(path)}/`);
}

/** The place as the validator writes it: a JSON pointer that is no part of a URI (RFC 6901, section 3). */
function instancePath(path: JsonPath): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
