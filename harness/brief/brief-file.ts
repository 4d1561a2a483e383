import type { ApiDescription } from "./openapi/types.ts";
import { timeRule } from "./time-rules.ts";
import type { Brief, EnvironmentValue, FieldNames, Filter, Pagination, Resource, Rubric } from "./types.ts";

/** brief.yaml as it is written; specs/brief.schema.json describes and documents each member. */
export interface BriefFile {
  readonly brief: string;
  readonly title: string;
  readonly openapi: string;
  readonly rubric: string;
  readonly task: string;
  readonly time: { readonly hours: number; readonly language: string; readonly database: string };
  readonly runtime: {
    readonly port: number;
    readonly environment: Readonly<Record<string, { readonly value: EnvironmentValue; readonly about: string }>>;
    readonly alive: string;
    readonly ready: string;
    readonly ready_within_seconds: number;
    readonly stops_within_seconds: number;
    readonly missing_setting_noticed_within_seconds?: number;
    readonly slow_database_answered_within_seconds?: number;
    readonly side_by_side?: boolean;
    readonly read_only_root?: boolean;
    readonly works_with_full_tmp?: boolean;
    readonly image_megabytes_at_most?: number;
  };
  readonly auth?: { readonly scheme: "basic"; readonly public: readonly string[] };
  readonly errors?: {
    readonly media_type: string;
    readonly schema: string;
    readonly status_member?: string;
    readonly kind?: string;
    readonly fields?: FieldNames;
    readonly framework: readonly number[];
  };
  readonly resources: Readonly<Record<string, ResourceFile>>;
  readonly pagination?: PaginationFile;
  readonly idempotency?: {
    readonly operation: string;
    readonly header: string;
    readonly mismatch: readonly number[];
    readonly in_progress: readonly number[];
    readonly missing: readonly number[];
    readonly survives_restart?: boolean;
  };
  readonly dataset?: {
    readonly resource: string;
    readonly file: string;
    readonly records: number;
    readonly sample_seed: number;
    readonly values?: Readonly<Record<string, string>>;
  };
  readonly latency?: {
    readonly read: LatencyTargetFile;
    readonly list?: LatencyTargetFile;
    readonly write?: LatencyTargetFile;
    readonly growth?: { readonly records: readonly number[]; readonly slope_at_most: number };
  };
  readonly database?: {
    readonly constant_queries: { readonly operation: string; readonly page_sizes: readonly [number, number] };
    readonly connections_at_most?: number;
    readonly deep_page?: { readonly pages: number; readonly at_most_times: number };
    readonly indexed?: { readonly records: number; readonly filter: string; readonly newest_first?: boolean };
    readonly statements_at_most?: Readonly<Record<string, number>>;
    readonly all_or_nothing?: boolean;
    readonly refuses?: {
      readonly missing?: readonly string[];
      readonly unlisted?: readonly string[];
      readonly below?: Readonly<Record<string, number>>;
      readonly twice?: readonly string[];
      readonly ends_before_it_starts?: string;
      readonly without_owner?: readonly string[];
    };
    readonly migrations?: {
      readonly up: string;
      readonly back?: string;
      readonly down?: string;
      readonly check?: string;
    };
  };
  readonly observability?: {
    readonly request_id_header: string;
    readonly log_fields: readonly string[];
    readonly access_fields: readonly string[];
    readonly failures_say_why?: boolean;
    readonly standard_output_only?: boolean;
  };
  readonly robustness?: {
    readonly answers_within_seconds: number;
    readonly slow_clients: number;
    readonly memory_growth_mb_at_most: number;
  };
  readonly tests?: {
    readonly command: string;
    readonly minimum: number;
    readonly branch_coverage: number;
    readonly mutants_noticed: number;
  };
  readonly design: {
    readonly complexity_at_most: number;
    readonly lint_rules: readonly string[];
    readonly lint_findings_per_100_lines_at_most: number;
    readonly module_lines_at_most: number;
    readonly typed_functions_at_least: number;
    readonly repeated_lines_at_most: number;
  };
  readonly docs: {
    readonly readme: string;
    readonly run_commands: readonly string[];
    readonly docstrings_at_least: number;
  };
  readonly history: { readonly commits_at_least: number };
}

interface LatencyTargetFile {
  readonly operation: string;
  readonly requests_per_second: number;
  readonly at_most_times_reference: number;
}

interface PagesFile {
  readonly operation: string;
  readonly items?: string;
  readonly default_limit: number;
  readonly max_limit: number;
  readonly above_max: number | "clamp";
  readonly invalid_limit: number;
  readonly sort?: {
    readonly default: string;
    readonly keys: Readonly<Record<string, string>>;
    readonly tie_break?: string;
  };
}

type PaginationFile = PagesFile &
  (
    | {
        readonly style: "cursor";
        readonly next: string;
        readonly parameters: { readonly cursor: string; readonly limit: string; readonly sort?: string };
      }
    | {
        readonly style: "offset";
        readonly total: string;
        readonly parameters: { readonly offset: string; readonly limit: string; readonly sort?: string };
      }
    | {
        readonly style: "page";
        readonly parameters: { readonly page: string; readonly limit: string; readonly sort?: string };
      }
    | { readonly style: "link"; readonly parameters: { readonly limit: string; readonly sort?: string } }
  );

interface ResourceFile {
  readonly id: string;
  readonly create: string;
  readonly read: string;
  readonly list?: string;
  readonly update?: string;
  readonly replace?: string;
  readonly delete?: { readonly operation: string; readonly repeated: number };
  readonly path_parameter: string;
  readonly partition?: { readonly field: string; readonly parameter: string; readonly value: string };
  readonly server_fields: readonly string[];
  readonly exclusive?: {
    readonly field: string;
    readonly value: string;
    readonly refused: number;
    readonly overlap?: { readonly interval: readonly [string, string]; readonly released_by?: readonly string[] };
  };
  readonly actions?: Readonly<Record<string, ActionFile>>;
  readonly versions?: { readonly refused: number };
  readonly states?: {
    readonly field: string;
    readonly initial: string;
    readonly transitions: Readonly<Record<string, readonly string[]>>;
    readonly refused: number;
  };
  readonly filters?: Readonly<Record<string, Filter>>;
  readonly timestamps?: { readonly created: string; readonly updated: string };
  readonly rules?: readonly string[];
  readonly invariants?: Readonly<Record<string, string>>;
}

interface ActionFile {
  readonly amount: string;
  readonly from: string;
  readonly not_below: number;
  readonly refused: number;
}

interface LoadedParts {
  readonly folder: string;
  readonly sha256: string;
  readonly api: ApiDescription;
  readonly task: string;
  readonly rubric: Rubric;
}

/** The brief as the rest of assay knows it. */
export function briefFrom(file: BriefFile, parts: LoadedParts): Brief {
  const {
    runtime,
    errors,
    pagination,
    idempotency,
    dataset,
    latency,
    database,
    observability,
    robustness,
    tests,
    design,
    docs,
    history,
  } = file;
  return {
    ...parts,
    id: file.brief,
    title: file.title,
    time: file.time,
    runtime: {
      port: runtime.port,
      environment: Object.entries(runtime.environment).map(([name, { value, about }]) => ({ name, value, about })),
      alive: runtime.alive,
      ready: runtime.ready,
      readyWithinSeconds: runtime.ready_within_seconds,
      stopsWithinSeconds: runtime.stops_within_seconds,
      missingSettingNoticedWithinSeconds: runtime.missing_setting_noticed_within_seconds,
      slowDatabaseAnsweredWithinSeconds: runtime.slow_database_answered_within_seconds,
      sideBySide: runtime.side_by_side === true,
      readOnlyRoot: runtime.read_only_root === true,
      worksWithFullTmp: runtime.works_with_full_tmp === true,
      imageMegabytesAtMost: runtime.image_megabytes_at_most,
    },
    auth: file.auth,
    errors: errors && {
      mediaType: errors.media_type,
      schema: errors.schema,
      statusMember: errors.status_member,
      kind: errors.kind,
      fields: errors.fields,
      framework: errors.framework,
    },
    resources: Object.fromEntries(
      Object.entries(file.resources).map(([name, each]) => [name, resourceFrom(name, each)]),
    ),
    pagination: pagination && paginationFrom(pagination),
    idempotency: idempotency && {
      operation: idempotency.operation,
      header: idempotency.header,
      mismatch: idempotency.mismatch,
      inProgress: idempotency.in_progress,
      missing: idempotency.missing,
      survivesRestart: idempotency.survives_restart === true,
    },
    dataset: dataset && {
      resource: dataset.resource,
      file: dataset.file,
      records: dataset.records,
      sampleSeed: dataset.sample_seed,
      values: dataset.values ?? {},
    },
    latency: latency && {
      read: latencyTargetFrom(latency.read),
      list: latency.list && latencyTargetFrom(latency.list),
      write: latency.write && latencyTargetFrom(latency.write),
      growth: latency.growth && { records: latency.growth.records, slopeAtMost: latency.growth.slope_at_most },
    },
    database: database && {
      constantQueries: {
        operation: database.constant_queries.operation,
        pageSizes: database.constant_queries.page_sizes,
      },
      connectionsAtMost: database.connections_at_most,
      deepPage: database.deep_page && {
        pages: database.deep_page.pages,
        atMostTimes: database.deep_page.at_most_times,
      },
      indexed: database.indexed && {
        records: database.indexed.records,
        filter: database.indexed.filter,
        newestFirst: database.indexed.newest_first === true,
      },
      statementsAtMost: database.statements_at_most ?? {},
      allOrNothing: database.all_or_nothing === true,
      refuses: database.refuses && {
        missing: database.refuses.missing ?? [],
        unlisted: database.refuses.unlisted ?? [],
        below: database.refuses.below ?? {},
        twice: database.refuses.twice ?? [],
        reversed:
          database.refuses.ends_before_it_starts === undefined
            ? undefined
            : timeRule(database.refuses.ends_before_it_starts),
        withoutOwner: database.refuses.without_owner ?? [],
      },
      migrations: database.migrations && {
        up: database.migrations.up,
        back: database.migrations.back,
        down: database.migrations.down,
        check: database.migrations.check,
      },
    },
    observability: observability && {
      requestIdHeader: observability.request_id_header,
      logFields: observability.log_fields,
      accessFields: observability.access_fields,
      failuresSayWhy: observability.failures_say_why === true,
      standardOutputOnly: observability.standard_output_only === true,
    },
    robustness: robustness && {
      answersWithinSeconds: robustness.answers_within_seconds,
      slowClients: robustness.slow_clients,
      memoryGrowthMbAtMost: robustness.memory_growth_mb_at_most,
    },
    tests: tests && {
      command: tests.command,
      minimum: tests.minimum,
      branchCoverage: tests.branch_coverage,
      mutantsNoticed: tests.mutants_noticed,
    },
    design: {
      complexityAtMost: design.complexity_at_most,
      lintRules: design.lint_rules,
      lintFindingsPer100LinesAtMost: design.lint_findings_per_100_lines_at_most,
      moduleLinesAtMost: design.module_lines_at_most,
      typedFunctionsAtLeast: design.typed_functions_at_least,
      repeatedLinesAtMost: design.repeated_lines_at_most,
    },
    docs: { readme: docs.readme, runCommands: docs.run_commands, docstringsAtLeast: docs.docstrings_at_least },
    history: { commitsAtLeast: history.commits_at_least },
  };
}

function latencyTargetFrom(file: LatencyTargetFile): NonNullable<Brief["latency"]>["read"] {
  return {
    operation: file.operation,
    requestsPerSecond: file.requests_per_second,
    atMostTimesReference: file.at_most_times_reference,
  };
}

function paginationFrom(file: PaginationFile): Pagination {
  const pages = {
    operation: file.operation,
    items: file.items,
    defaultLimit: file.default_limit,
    maxLimit: file.max_limit,
    aboveMax: file.above_max,
    invalidLimit: file.invalid_limit,
    sort: file.sort && { default: file.sort.default, keys: file.sort.keys, tieBreak: file.sort.tie_break },
  };
  const { sort } = file.parameters;
  switch (file.style) {
    case "cursor":
      return { ...pages, style: file.style, next: file.next, parameters: { ...file.parameters, sort } };
    case "offset":
      return { ...pages, style: file.style, total: file.total, parameters: { ...file.parameters, sort } };
    case "page":
      return { ...pages, style: file.style, parameters: { ...file.parameters, sort } };
    case "link":
      return { ...pages, style: file.style, parameters: { ...file.parameters, sort } };
  }
}

function resourceFrom(name: string, file: ResourceFile): Resource {
  return {
    name,
    id: file.id,
    create: file.create,
    read: file.read,
    list: file.list,
    update: file.update,
    replace: file.replace,
    delete: file.delete,
    pathParameter: file.path_parameter,
    partition: file.partition,
    serverFields: file.server_fields,
    exclusive: file.exclusive && {
      ...file.exclusive,
      overlap: file.exclusive.overlap && {
        interval: file.exclusive.overlap.interval,
        releasedBy: file.exclusive.overlap.released_by ?? [],
      },
    },
    actions: Object.fromEntries(
      Object.entries(file.actions ?? {}).map(([operation, { amount, from, not_below, refused }]) => [
        operation,
        { amount, from, notBelow: not_below, refused },
      ]),
    ),
    versions: file.versions,
    states: file.states,
    filters: file.filters ?? {},
    timestamps: file.timestamps,
    rules: (file.rules ?? []).map(timeRule),
    invariants: file.invariants ?? {},
  };
}
