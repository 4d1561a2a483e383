import type { CheckId, Finding, Outcome } from "../types/outcome.ts";
import type { Question } from "../types/scorecard.ts";

/** A check that can ask, and what it said. */
export interface Asking {
  readonly id: CheckId;
  readonly outcome: Outcome;
  readonly ask: (finding: Finding) => string | undefined;
}

/** An hour holds no more; half of them at most are about what went wrong. */
const most = 8;
const mostOfFindings = 4;

/**
 * Questions for an interview: one for each check that failed and can ask, about its first finding with a place, then those about
 * what was done well. One question a place. Same outcomes in, same questions out.
 */
export function questionsFrom(asking: readonly Asking[], strengths: readonly Question[]): readonly Question[] {
  const ofFindings = asking.flatMap(({ id, outcome, ask }): readonly Question[] => {
    if (outcome.verdict !== "failed") return [];
    const asked = outcome.findings.flatMap((finding): readonly Question[] => {
      const text = ask(finding);
      return text === undefined || finding.place === undefined ? [] : [{ text, place: finding.place, check: id }];
    });
    return asked.slice(0, 1);
  });
  const byPlace = new Map<string, Question>();
  for (const question of [...ofFindings.slice(0, mostOfFindings), ...strengths]) {
    const { path, line, commit } = question.place;
    const key = JSON.stringify([path, line, commit]);
    if (!byPlace.has(key)) byPlace.set(key, question);
  }
  return [...byPlace.values()].slice(0, most);
}
