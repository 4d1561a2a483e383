import { randomInt } from "node:crypto";
import { resolve } from "node:path";
import type { Problem } from "../brief/brief-errors.ts";
import { lintBrief } from "../brief/lint.ts";
import { loadBrief } from "../brief/load-brief.ts";
import { catalogue } from "../checks/catalogue.ts";
import { renderRubricHtml } from "../report/rubric-html.ts";
import { renderRubricMarkdown } from "../report/rubric-markdown.ts";
import { type ExitCode, exitCode } from "../types/errors.ts";
import { writeStarter } from "./invite/write-starter.ts";
import { rubricPage } from "./rubric-page.ts";
import { print, say } from "./say.ts";

/** Proves a brief consistent. Prints a line for each problem; exit code 2 when one of them is an error. */
export async function lintBriefCommand(folder: string): Promise<ExitCode> {
  const brief = await loadBrief(folder);
  const problems = await lintBrief(brief, catalogue);
  for (const problem of problems) print(lineOf(problem));
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const { criteria, stretch } = brief.rubric;
  say(
    errors === 0
      ? `${brief.id} is consistent: ${brief.api.operations.length} operations, ${criteria.length} criteria and ${stretch.length} for a bonus, ${warnings} warnings.`
      : `${brief.id} can't be published: ${errors} errors, ${warnings} warnings.`,
  );
  return errors === 0 ? exitCode.ok : exitCode.badInput;
}

/** Prints the public rubric of a brief: Markdown, or one HTML page. */
export async function rubricCommand(id: string, { html }: { readonly html: boolean }): Promise<ExitCode> {
  const page = rubricPage(await loadBrief(id), catalogue);
  print(html ? renderRubricHtml(page) : renderRubricMarkdown(page));
  return exitCode.ok;
}

export interface InviteCommand {
  readonly brief: string;
  readonly out: string;
  readonly seed?: number;
  readonly name: string;
}

/** Writes the starter repository of one candidate, with a data set of its own; prints the files that were written. */
export async function inviteCommand(command: InviteCommand): Promise<ExitCode> {
  const brief = await loadBrief(command.brief);
  const page = rubricPage(brief, catalogue);
  const seed = command.seed ?? randomInt(2 ** 31);
  const out = resolve(command.out);
  const files = await writeStarter({ brief, page, seed, out, name: command.name });
  print(files.join("\n"));
  say(`Wrote the starter repository for ${command.name} to ${out}; its data set is that of seed ${seed}.`);
  return exitCode.ok;
}

function lineOf({ where, severity, message }: Problem): string {
  return `${where}: ${severity}: ${message}`;
}
