/** The public rubric as plain data: everything that gives points, in words for the candidate. */
export interface RubricPage {
  readonly id: string;
  readonly title: string;
  readonly hours: number;
  readonly language: string;
  readonly database: string;
  /** SHA-256 over the published files. */
  readonly sha256: string;
  /** In the order of reports; their points add up to 100. */
  readonly categories: readonly {
    readonly name: string;
    readonly points: number;
    readonly criteria: readonly RubricCriterion[];
  }[];
  /** Bonus, never a deduction. */
  readonly stretch: readonly RubricCriterion[];
  /** What speaks for which experience; no points. */
  readonly levels: readonly {
    readonly name: string;
    readonly describes: string;
    readonly signals: readonly { readonly title: string; readonly checks: readonly RubricCheck[] }[];
  }[];
  /** The numbers that checks compare with. */
  readonly thresholds: readonly { readonly what: string; readonly bound: string }[];
}

export interface RubricCriterion {
  readonly title: string;
  readonly points: number;
  readonly full: string;
  readonly half: string;
  readonly none: string;
  readonly checks: readonly RubricCheck[];
}

interface RubricCheck {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

/** What is said of the signals; the same words in every form of the rubric. */
export const howSignalsAreRead =
  "These give no points, and they are never added up. The report shows each of them with its evidence, for people to weigh.";

/** How points come about; the same words in every form of the rubric. */
export const howPointsAreGiven = [
  "Each criterion has checks, all of the same weight. A check that sees many cases counts the part that is right.",
  "A criterion gives its points times the mean of its checks, rounded to half points in the candidate's favour.",
  "One fault costs once: a check that could not be made because of another's failure is left out of the mean. Where all of a criterion's checks are left out like that, it gives no points.",
  "What the grader or its machine leaves undecided costs nothing.",
] as const;

/** The rubric as Markdown. */
export function renderRubricMarkdown(page: RubricPage): string {
  const blocks = [
    `# Rubric: ${text(page.title)}`,
    `${page.hours} hours, ${text(page.language)}, ${text(page.database)}. Brief \`${page.id}\`, version \`${page.sha256.slice(0, 12)}\`.`,
    "This is everything that gives points. Nothing that is graded is hidden.",
    "## How points are given",
    howPointsAreGiven.map((line) => `- ${line}`).join("\n"),
    "## Numbers",
    table(
      ["what", "bound"],
      page.thresholds.map(({ what, bound }) => [text(what), text(bound)]),
    ),
    ...page.categories.flatMap(({ name, points, criteria }) => [
      `## ${capital(name)}: ${pointsText(points)}`,
      ...criteria.flatMap(criterionBlocks),
    ]),
    ...(page.stretch.length === 0
      ? []
      : ["## Bonus: on top of the 100 points", ...page.stretch.flatMap(criterionBlocks)]),
    ...(page.levels.length === 0 ? [] : ["## Signals of experience", howSignalsAreRead]),
    ...page.levels.flatMap(({ name, describes, signals }) => [
      `### ${text(name)}`,
      text(describes),
      signals
        .map(({ title, checks }) => `- ${text(title)} (${checks.map(({ id }) => `\`${id}\``).join(", ")})`)
        .join("\n"),
    ]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Criteria and their points in one table, for a page that has the details elsewhere. */
export function renderRubricTable(page: RubricPage): string {
  const rows = page.categories.flatMap(({ name, criteria }) =>
    criteria.map(({ title, points }) => [capital(name), text(title), String(points)]),
  );
  const bonus = page.stretch.map(({ title, points }) => ["Bonus", text(title), `+${points}`]);
  return table(["category", "criterion", "points"], [...rows, ...bonus]);
}

/** `5 points`, `1 point`. */
export function pointsText(points: number): string {
  return `${points} ${points === 1 ? "point" : "points"}`;
}

/** `docs` to `Docs`. */
export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function criterionBlocks({ title, points, full, half, none, checks }: RubricCriterion): readonly string[] {
  return [
    `### ${text(title)}: ${pointsText(points)}`,
    table(
      ["points", "what that looks like"],
      [
        ["full", text(full)],
        ["half", text(half)],
        ["none", text(none)],
      ],
    ),
    checks.map((check) => `- **${text(check.title)}** (\`${check.id}\`). ${text(check.why)}`).join("\n"),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Text that Markdown shows as it is: no HTML, on one line. */
function text(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replace(/\s+/g, " ");
}
