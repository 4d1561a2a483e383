import type { Brief } from "../brief/types.ts";

/** A number of the brief in words. */
export interface Threshold {
  readonly what: string;
  readonly bound: string;
}

/** Every number that a check compares with, as the brief publishes it. */
export function thresholdsOf(brief: Brief): readonly Threshold[] {
  const { runtime, design, docs, history } = brief;
  return [
    { what: "Ready after its container has started", bound: `within ${runtime.readyWithinSeconds} s` },
    { what: "Ended after it was asked to stop (SIGTERM)", bound: `within ${runtime.stopsWithinSeconds} s` },
    ...ofStarts(brief),
    ...ofPages(brief),
    ...ofSpeed(brief),
    ...ofMigrations(brief),
    ...ofLogs(brief),
    ...ofTests(brief),
    { what: "Complexity of a function (C901)", bound: `at most ${design.complexityAtMost}` },
    {
      what: `Linter findings (${design.lintRules.join(", ")}) per 100 lines`,
      bound: `at most ${design.lintFindingsPer100LinesAtMost}`,
    },
    { what: "Lines of a Python file", bound: `at most ${design.moduleLinesAtMost}` },
    {
      what: "Functions whose parameters have types (advice)",
      bound: `at least ${percent(design.typedFunctionsAtLeast)}`,
    },
    { what: "Lines of code that are there twice (advice)", bound: `at most ${percent(design.repeatedLinesAtMost)}` },
    {
      what: "Modules, classes and functions with a docstring (advice)",
      bound: `at least ${percent(docs.docstringsAtLeast)}`,
    },
    { what: "Commits, for the bonus", bound: `at least ${history.commitsAtLeast}` },
  ];
}

function ofStarts({ runtime }: Brief): readonly Threshold[] {
  const {
    missingSettingNoticedWithinSeconds: missing,
    slowDatabaseAnsweredWithinSeconds: slow,
    imageMegabytesAtMost,
  } = runtime;
  return [
    ...(missing === undefined
      ? []
      : [
          {
            what: "Ended, or never ready, where a setting is missing; it says which",
            bound: `within ${missing} s of the start`,
          },
        ]),
    ...(slow === undefined ? [] : [{ what: "A read while the database hangs", bound: `503 or 504 within ${slow} s` }]),
    ...(imageMegabytesAtMost === undefined
      ? []
      : [{ what: "Size of the image, with its base", bound: `at most ${imageMegabytesAtMost} MB` }]),
  ];
}

function ofPages({ pagination }: Brief): readonly Threshold[] {
  if (pagination === undefined) return [];
  const above = pagination.aboveMax === "clamp" ? "more gives the largest page" : `more gives ${pagination.aboveMax}`;
  return [
    { what: "Records of a page when no limit is sent", bound: String(pagination.defaultLimit) },
    { what: "Records of a page, at most", bound: `${pagination.maxLimit}; ${above}` },
  ];
}

function ofSpeed({ latency, database }: Brief): readonly Threshold[] {
  const sizes = database?.constantQueries.pageSizes.join(" and ");
  const queries = database && {
    what: `SQL statements of ${database.constantQueries.operation} for pages of ${sizes}`,
    bound: "the same number",
  };
  const most = database?.connectionsAtMost;
  const connections =
    most === undefined
      ? undefined
      : {
          what: "Database connections, all processes together; none stays inside a transaction between requests",
          bound: `at most ${most}`,
        };
  const indexed = database?.indexed && {
    what: `Pages of the database that a list by ${database.indexed.filter} looks at, with ${database.indexed.records} records`,
    bound: "fewer than half of the table",
  };
  const deep = database?.deepPage && {
    what: `Pages of the database that one record after ${database.deepPage.pages} full pages of the list costs`,
    bound: `at most ${database.deepPage.atMostTimes} times those of the first one`,
  };
  const statements = Object.entries(database?.statementsAtMost ?? {}).map(([operation, bound]) => ({
    what: `SQL statements of one ${operation}`,
    bound: `at most ${bound}`,
  }));
  return [
    ...ofLatency(latency),
    ...[queries, connections, indexed, deep].filter((each) => each !== undefined),
    ...statements,
  ];
}

/** Commands that a brief names for all. */
function ofMigrations({ database }: Brief): readonly Threshold[] {
  const { up, back, down, check } = database?.migrations ?? {};
  const commands = [
    { what: "to the newest schema", command: up },
    { what: "one back", command: back },
    { what: "back to nothing", command: down },
    { what: "compared with the code", command: check },
  ];
  return commands.flatMap(({ what, command }) =>
    command === undefined
      ? []
      : [{ what: `Migrations, ${what}, unless your pyproject.toml names your own (advice)`, bound: command }],
  );
}

function ofLatency(latency: Brief["latency"]): readonly Threshold[] {
  const targets = [latency?.read, latency?.list, latency?.write].filter((target) => target !== undefined);
  const { growth } = latency ?? {};
  return [
    ...targets.map(({ operation, requestsPerSecond, atMostTimesReference }) => ({
      what: `p95 of ${operation} at ${requestsPerSecond} requests a second`,
      bound: `at most ${atMostTimesReference} times that of a reference app, measured side by side`,
    })),
    ...(growth === undefined
      ? []
      : [
          {
            what: `Growth of a short list's time while the table grows to ${growth.records.at(-1)} records (0: none, 1: in step with them)`,
            bound: `at most ${growth.slopeAtMost}`,
          },
        ]),
  ];
}

function ofLogs({ observability }: Brief): readonly Threshold[] {
  if (observability === undefined) return [];
  return [
    { what: "Members of every log line", bound: observability.logFields.join(", ") },
    { what: "Further members of a request's log line", bound: observability.accessFields.join(", ") },
    { what: "Header whose value comes back", bound: observability.requestIdHeader },
    ...(observability.failuresSayWhy
      ? [{ what: "In the log for each answer 5xx", bound: "a warning or worse, or a traceback, with the request's id" }]
      : []),
  ];
}

function ofTests({ tests }: Brief): readonly Threshold[] {
  if (tests === undefined) return [];
  return [
    { what: `Tests that ${tests.command} runs`, bound: `at least ${tests.minimum}` },
    { what: "Branch coverage of these tests", bound: `at least ${percent(tests.branchCoverage)}` },
    {
      what: "Small changes of the code, on lines that the tests run, that make a test fail",
      bound: `at least ${percent(tests.mutantsNoticed)}`,
    },
  ];
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
