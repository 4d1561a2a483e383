import type { Brief, Criterion } from "../brief/types.ts";
import type { RubricCriterion, RubricPage } from "../report/rubric-markdown.ts";
import { levelName } from "../report/text/words.ts";
import { InputError } from "../types/errors.ts";
import { categories } from "../types/scorecard.ts";
import { thresholdsOf } from "./thresholds.ts";

/** What the rubric says of a check. */
export interface DescribedCheck {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

/** The rubric of a brief with the words of its checks. Throws InputError for a check that does not exist. */
export function rubricPage(brief: Brief, checks: readonly DescribedCheck[]): RubricPage {
  const criterion = ({ title, points, full, half, none, checks: ids }: Criterion): RubricCriterion => ({
    title,
    points,
    full,
    half,
    none,
    checks: ids.map((id) => described(brief, checks, id)),
  });
  return {
    id: brief.id,
    title: brief.title,
    ...brief.time,
    sha256: brief.sha256,
    categories: categories
      .map((name) => {
        const own = brief.rubric.criteria.filter(({ category }) => category === name);
        return { name, points: own.reduce((total, { points }) => total + points, 0), criteria: own.map(criterion) };
      })
      .filter(({ criteria }) => criteria.length > 0),
    stretch: brief.rubric.stretch.map(criterion),
    levels: brief.rubric.levels.map(({ level, describes, signals }) => ({
      name: levelName[level],
      describes,
      signals: signals.map(({ title, checks: ids }) => ({
        title,
        checks: ids.map((id) => described(brief, checks, id)),
      })),
    })),
    thresholds: thresholdsOf(brief),
  };
}

function described(brief: Brief, checks: readonly DescribedCheck[], id: string): DescribedCheck {
  const found = checks.find((check) => check.id === id);
  if (found !== undefined) return { id, title: found.title, why: found.why };
  throw new InputError(`The rubric names the check ${id}, which does not exist.`, {
    where: brief.folder,
    expected: "a rubric that assay brief lint finds no fault with",
  });
}
