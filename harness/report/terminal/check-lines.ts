import type { Finding } from "../../types/outcome.ts";
import type { CheckResult } from "../../types/scorecard.ts";
import { block } from "../text/cut.ts";
import { counted, decimal } from "../text/numbers.ts";
import { nameUnseen } from "../text/unseen.ts";
import { placeOf, verdictMark, verdictOf } from "../text/words.ts";
import { type Look, plain, verdictColour, wrapped } from "./look.ts";

/** Findings of one check that are shown without --verbose. */
const fewFindings = 3;

/** One check: its verdict and title, and below it why, or the findings. */
export function checkLines(check: CheckResult, look: Look): readonly string[] {
  const { outcome, title, id, hint } = check;
  const { verdict } = outcome;
  const colour = verdictColour(look, verdict);
  const { dim } = look.colours;
  const name = `  ${colour(`${verdictMark[verdict]} ${verdictOf(outcome)}`)}  ${plain(title, 160)} ${dim(plain(id, 80))}`;
  switch (outcome.verdict) {
    case "passed":
    case "failed":
      return [
        name,
        ...(outcome.verdict === "failed" ? findingsLines(outcome.findings, look) : []),
        ...(outcome.timeLine === undefined
          ? []
          : [dim(`      ${plain(outcome.timeLine.title, 60)}: ${plain(outcome.timeLine.summary, 120)}`)]),
        ...(outcome.measurements ?? []).map(({ name, value, unit }) =>
          dim(`      ${plain(name, 60)}: ${decimal(value)} ${plain(unit, 20)}`.trimEnd()),
        ),
        ...(look.hints && outcome.verdict === "failed"
          ? wrapped(`What to do: ${plain(hint)}`, 6, look.width).map(look.colours.cyan)
          : []),
      ];
    case "blocked":
      // The reason stands where that check failed; here, twenty times over, it would hide everything else.
      return [
        name,
        ...wrapped(
          `because ${plain(outcome.by, 80)} failed${look.verbose ? `: ${plain(outcome.reason)}` : ""}`,
          6,
          look.width,
        ),
      ];
    case "inconclusive":
    case "not-applicable":
      return [name, ...wrapped(plain(outcome.reason), 6, look.width)];
  }
}

function findingsLines(findings: readonly Finding[], look: Look): readonly string[] {
  const shown = look.verbose ? findings : findings.slice(0, fewFindings);
  const rest = findings.length - shown.length;
  return [
    ...shown.flatMap((finding) => findingLines(finding, look)),
    ...(rest > 0 ? [look.colours.dim(`      and ${counted(rest, "more finding")} (--verbose)`)] : []),
  ];
}

function findingLines({ message, expected, received, curl, place, detail }: Finding, look: Look): readonly string[] {
  const { green, red, dim } = look.colours;
  const compared = (label: string, text: string | undefined, colour: (text: string) => string): readonly string[] => {
    if (text === undefined) return [];
    const [first = "", ...rest] = wrapped(plain(text), 16, look.width);
    return [`      ${colour(label.padEnd(10))}${first.trimStart()}`, ...rest];
  };
  return [
    ...wrapped(plain(message, 1_000), 4, look.width),
    ...(place === undefined ? [] : [dim(`      ${plain(placeOf(place), 300)}`)]),
    ...compared("expected", expected, green),
    ...compared("received", received, red),
    ...(curl === undefined ? [] : indented(curl, 6_000, "      $ ")),
    ...(look.verbose && detail !== undefined ? indented(detail, 4_000, "      ").map(dim) : []),
  ];
}

/** Lines as they are, never broken at the width, so that a command can be copied; all set in, so that none looks like the report's own. */
function indented(text: string, limit: number, prefix: string): readonly string[] {
  const [first = "", ...rest] = nameUnseen(block(text, limit)).split("\n");
  return [`${prefix}${first}`, ...rest.map((line) => (" ".repeat(prefix.length) + line).trimEnd())];
}
