import type { Problem } from "../brief-errors.ts";
import type { Brief, Criterion } from "../types.ts";
import type { Sources } from "./sources.ts";

/** What a brief needs to know of a check. */
export interface KnownCheck {
  readonly id: string;
  /** Why the brief does not ask for it; undefined where it does. */
  readonly notAskedBy?: (brief: Brief) => string | undefined;
  /** True where it may give no points. */
  readonly advisory?: true;
}

/** Points of all criteria together, stretch apart. */
const pointsInAll = 100;

/** The rubric against itself and the checks there are: points, ids, and each check scored once. */
export function* rubricAddsUp(sources: Sources, knownChecks: readonly KnownCheck[]): Generator<Problem> {
  const { brief, rubric: yaml } = sources;
  const problem = (path: readonly (string | number)[], message: string): Problem => ({
    where: yaml.where(path),
    message,
    severity: "error",
  });

  const { rubric: id } = yaml.value as { readonly rubric: string };
  if (id !== brief.id) yield problem(["rubric"], `The rubric is for ${id}, the brief is ${brief.id}.`);
  const points = brief.rubric.criteria.reduce((total, criterion) => total + criterion.points, 0);
  if (points !== pointsInAll) {
    yield problem(["criteria"], `The points of the criteria add up to ${points}, not to ${pointsInAll}.`);
  }

  const known = new Map(knownChecks.map((check) => [check.id, check]));
  const criterionIds = new Set<string>();
  const scoredBy = new Map<string, string>();
  for (const { list, index, criterion } of placesOf(brief)) {
    if (criterionIds.has(criterion.id)) {
      yield problem([list, index, "id"], `Two criteria have the id ${criterion.id}.`);
    }
    criterionIds.add(criterion.id);
    for (const [position, check] of criterion.checks.entries()) {
      const path = [list, index, "checks", position];
      const found = known.get(check);
      if (found === undefined) yield problem(path, `There is no check ${check}.${nearest(check, known.keys())}`);
      if (found?.advisory === true) yield problem(path, `${check} is advice: it may give no points.`);
      const other = scoredBy.get(check);
      if (other !== undefined) yield problem(path, `${check} is scored twice: ${other} has it too.`);
      scoredBy.set(check, criterion.id);
      const reason = found?.notAskedBy?.(brief);
      if (reason !== undefined) {
        yield problem(path, `${criterion.id} gives points for ${check}, which can't be examined: ${reason}`);
      }
    }
  }

  for (const [index, { level, signals }] of brief.rubric.levels.entries()) {
    if (brief.rubric.levels.findIndex((other) => other.level === level) !== index) {
      yield problem(["levels", index, "level"], `The level ${level} is there twice.`);
    }
    for (const [at, signal] of signals.entries()) {
      for (const [position, check] of signal.checks.entries()) {
        const path = ["levels", index, "signals", at, "checks", position];
        if (!known.has(check)) yield problem(path, `There is no check ${check}.${nearest(check, known.keys())}`);
      }
    }
  }

  for (const check of knownChecks) {
    if (check.advisory === true || scoredBy.has(check.id) || check.notAskedBy?.(brief) !== undefined) continue;
    const message = `${check.id} is in no criterion: it is examined and shown, and gives no points.`;
    yield { where: yaml.where(["criteria"]), message, severity: "warning" };
  }
}

function placesOf({ rubric }: Brief) {
  return (["criteria", "stretch"] as const).flatMap((list) =>
    rubric[list].map((criterion: Criterion, index) => ({ list, index, criterion })),
  );
}

/** The checks of the same category, for whoever mistyped a name. */
function nearest(check: string, known: Iterable<string>): string {
  const [category] = check.split(".");
  const same = [...known].filter((id) => id.startsWith(`${category}.`));
  return same.length === 0 ? "" : ` Known are ${same.join(", ")}.`;
}
