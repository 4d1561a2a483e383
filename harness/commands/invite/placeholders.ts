import type { Brief, DatasetContract, EnvironmentValue, RuntimeContract } from "../../brief/types.ts";
import { type RubricPage, renderRubricTable } from "../../report/rubric-markdown.ts";

/** What an invite is made from. */
export interface Invite {
  readonly brief: Brief;
  readonly page: RubricPage;
  /** Files that brief.yaml names, relative to it. */
  readonly files: { readonly openapi: string; readonly rubric: string; readonly task: string };
  readonly seed: number;
  /** Whom it is for. */
  readonly name: string;
}

/** The value of each placeholder of brief-template/. */
export function placeholdersOf({ brief, page, files, seed, name }: Invite): ReadonlyMap<string, string> {
  const { runtime, time, dataset } = brief;
  const values: Readonly<Record<string, string | number>> = {
    title: brief.title,
    name: plain(name),
    hours: time.hours,
    language: time.language,
    database: time.database,
    task: brief.task.trim(),
    task_file: files.task,
    openapi_file: files.openapi,
    rubric_file: files.rubric,
    dataset_row: dataset === undefined ? "" : datasetRow(dataset, seed),
    port: runtime.port,
    alive: runtime.alive,
    ready: runtime.ready,
    ready_seconds: runtime.readyWithinSeconds,
    stop_seconds: runtime.stopsWithinSeconds,
    environment: environmentTable(runtime),
    env_example: envExample(brief),
    acceptance: page.categories
      .flatMap(({ criteria }) => criteria.map(({ title, full }) => `- **${title}.** ${full}`))
      .join("\n"),
    thresholds: page.thresholds.map(({ what, bound }) => `- ${what}: ${bound}.`).join("\n"),
    rubric: renderRubricTable(page),
  };
  return new Map(Object.entries(values).map(([key, value]) => [key, String(value)]));
}

/** Graded with records of another seed: nothing is gained by writing these down in code. */
function datasetRow({ file, records }: DatasetContract, seed: number): string {
  const about = `your data set: ${records} records that are yours alone, made from seed ${seed}; graded with others of the same form`;
  return `| \`${file}\` | ${about} |\n`;
}

function environmentTable({ environment }: RuntimeContract): string {
  const rows = environment.map(({ name, about }) => `| \`${name}\` | ${about.replaceAll("|", "\\|")} |`);
  return ["| setting | what it is |", "| --- | --- |", ...rows].join("\n");
}

function envExample({ runtime, dataset }: Brief): string {
  const examples: Readonly<Record<EnvironmentValue, string | number>> = {
    "database-url": "postgresql://app:app@localhost:5432/app",
    username: "candidate",
    password: "change-me",
    port: runtime.port,
    dataset: dataset?.file ?? "",
  };
  return runtime.environment.map(({ name, value, about }) => `# ${about}\n${name}=${examples[value]}`).join("\n\n");
}

/** A name on one line, without what Markdown or HTML would read as markup. */
function plain(name: string): string {
  return name
    .replace(/[<>&`*_[\]|\\#]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
