import { foundBy, isCorrect, runOf } from "./found.ts";
import { type Comparison, comparisonsOf, falseReports, toolsOf } from "./totals.ts";
import type { Measured, Results, Tool } from "./types.ts";

/** Everything that was measured, as Markdown. */
export function markdownOf(results: Results): string {
  const compared = toolsOf(results);
  const correct = results.subjects.filter(isCorrect);
  return [
    `# assay and Schemathesis on the same running app: ${results.brief}`,
    [
      `On ${results.machine}, seed ${results.seed}. A fresh service for each run of each tool: same image, limits, database and`,
      "data. `found` means a failure that the tool reports of no run on the unpatched implementation. Seconds are from the first",
      "request to the last verdict. They are comparable within one run on one machine only.",
    ].join("\n"),
    Object.entries(results.commands)
      .map(([tool, line]) => `- ${tool}: \`${line}\``)
      .join("\n"),
    ...comparisonsOf(results).flatMap(({ name, mutants, totals }) => [
      `## ${name}, ${totals[0].tool} and ${totals[1].tool}: ${totals[0].of} of ${mutants} mutants`,
      totalsTable(totals),
    ]),
    `Left out, because no client can see them over HTTP: ${results.notVisible} mutants.`,
    "## Reported of correct implementations",
    table(
      ["tool", "implementation", "runs", "failures"],
      falseReports(correct, compared).map(({ tool, name, runs, failures }) => [
        ...[tool, name, String(runs)],
        failures.length === 0 ? "none" : `${failures.length}: ${failures.map(code).join(", ")}`,
      ]),
    ),
    "## Each mutant",
    table(
      ["mutant", "bug", "of", ...compared],
      results.subjects
        .filter((subject) => !isCorrect(subject))
        .map((mutant) => [
          ...[mutant.name, mutant.bug ?? "", mutant.families.join(", ")],
          ...compared.map((tool) => cell(tool, mutant, correct)),
        ]),
    ),
  ].join("\n\n");
}

function totalsTable(totals: Comparison["totals"]): string {
  const [first] = totals;
  const times = (value: number, base: number): string => (base === 0 ? "-" : (value / base).toFixed(2));
  const over = (what: string): string => `${what} / ${first.tool}'s`;
  return table(
    ["tool", "found", "seconds", "requests", "requests/s", over("found"), over("seconds"), over("requests/s")],
    totals.map((total) => [
      ...[total.tool, `${total.found} of ${total.of}`, total.seconds.toFixed(0), String(total.requests)],
      total.requestsPerSecond.toFixed(0),
      times(total.found, first.found),
      times(total.seconds, first.seconds),
      times(total.requestsPerSecond, first.requestsPerSecond),
    ]),
  );
}

function cell(tool: Tool, mutant: Measured, correct: readonly Measured[]): string {
  const found = foundBy(tool, mutant, correct);
  const run = runOf(tool, mutant);
  const cost = run === undefined ? "" : ` (${run.seconds.toFixed(0)} s, ${run.requests})`;
  const trouble = run?.trouble === undefined ? "" : `; ${run.trouble}`;
  if (found.state === "unknown") return `? ${found.why}`;
  if (found.state === "missed") return `missed${cost}${trouble}`;
  const rest = found.by.length > 2 ? ` and ${found.by.length - 2} more` : "";
  return `found${cost}: ${found.by.slice(0, 2).map(code).join(", ")}${rest}${trouble}`;
}

/** One line for the terminal: the mutant and what each tool makes of it. */
export function lineOf(subject: Measured, results: Results, compared: readonly Tool[]): string {
  const correct = results.subjects.filter(isCorrect);
  const said = compared.map((tool) => {
    const run = runOf(tool, subject);
    if (run === undefined) return "-".padEnd(24);
    const found = foundBy(tool, subject, correct).state;
    const word = isCorrect(subject) ? `${run.failures.length} failures` : found;
    return `${word} ${run.seconds.toFixed(1)} s, ${run.requests}`.padEnd(24);
  });
  return `${subject.name.padEnd(34)} ${subject.families.join(",").padEnd(14)} ${said.join(" ")}`;
}

export function headOf(compared: readonly Tool[]): string {
  return `${"".padEnd(34)} ${"".padEnd(14)} ${compared.map((tool) => tool.padEnd(24)).join(" ")}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map((row) => line(row))].join("\n");
}

/** Keys hold ` | `, which would end a cell. */
function code(text: string): string {
  return `\`${text.replaceAll(" | ", " · ")}\``;
}
