import type { Finding } from "../../types/outcome.ts";
import type { CriterionScore, Scorecard } from "../../types/scorecard.ts";
import { checksById, checksOf } from "../summary/find-checks.ts";
import { gapsOf } from "../summary/gaps.ts";
import { counted } from "../text/numbers.ts";
import { placeOf, pointsOf } from "../text/words.ts";
import { fenced, inert } from "./inert.ts";

/** Each criterion that lost points, the largest loss first, with the first finding; as many as fit into `room` characters. */
export function failedCriteria(scorecard: Scorecard, room: number): readonly string[] {
  const sections = gapsOf(scorecard).map(({ criterion }) => section(criterion, scorecard));
  if (sections.length === 0) return [];
  const shown: string[] = [];
  let left = room - 200;
  for (const text of sections) {
    left -= text.length + 2;
    if (left < 0) break;
    shown.push(text);
  }
  const rest = sections.length - shown.length;
  const more = rest === 0 ? [] : [`And ${counted(rest, "more criterion", "more criteria")}.`];
  return ["### Where points were lost", ...shown, ...more];
}

function section(criterion: CriterionScore, scorecard: Scorecard): string {
  const findings = checksOf(criterion, checksById(scorecard)).flatMap(({ outcome }) =>
    outcome.verdict === "failed" ? outcome.findings : [],
  );
  const [first] = findings;
  const rest = findings.length - 1;
  return [
    `**${inert(criterion.title, 160)}** (${pointsOf(criterion)})`,
    ...(first === undefined ? [inert(criterion.reason, 400)] : findingParts(first)),
    ...(rest > 0 ? [`And ${counted(rest, "more finding")}.`] : []),
  ].join("\n\n");
}

function findingParts({ message, expected, received, curl, place }: Finding): readonly string[] {
  const compared = [
    expected === undefined ? undefined : `expected: ${expected}`,
    received === undefined ? undefined : `received: ${received}`,
  ].filter((line) => line !== undefined);
  return [
    inert(message, 500),
    ...(place === undefined ? [] : [`In ${inert(placeOf(place), 300)}`]),
    ...(compared.length === 0 ? [] : [fenced("text", compared.join("\n"), 1_200)]),
    ...(curl === undefined ? [] : [fenced("sh", curl, 2_000)]),
  ];
}
