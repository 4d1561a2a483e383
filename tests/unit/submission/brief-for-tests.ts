import type { Brief } from "../../../harness/brief/types.ts";

/** The part of a brief that checks of source and tests read, with the numbers of `specs/orders`. */
export const briefForTests: Brief = {
  id: "orders",
  title: "Orders",
  folder: "",
  sha256: "",
  api: {
    file: "openapi.yaml",
    title: "Orders",
    document: {},
    operations: [],
    notices: [],
    operation: (id) => {
      throw new Error(`no operation ${id}`);
    },
    validate: () => ({ valid: true }),
  },
  rubric: { criteria: [], stretch: [], levels: [] },
  task: "",
  time: { hours: 4, language: "Python", database: "PostgreSQL" },
  runtime: {
    port: 8000,
    environment: [],
    alive: "/healthz",
    ready: "/readyz",
    readyWithinSeconds: 30,
    stopsWithinSeconds: 10,
  },
  auth: undefined,
  errors: undefined,
  resources: {},
  pagination: undefined,
  idempotency: undefined,
  dataset: undefined,
  latency: undefined,
  database: undefined,
  observability: undefined,
  robustness: undefined,
  tests: { command: "pytest", minimum: 12, branchCoverage: 0.7, mutantsNoticed: 0.5 },
  design: {
    complexityAtMost: 10,
    lintRules: ["E4", "E7", "E9", "F", "B"],
    lintFindingsPer100LinesAtMost: 1,
    moduleLinesAtMost: 500,
    typedFunctionsAtLeast: 0.5,
    repeatedLinesAtMost: 0.1,
  },
  docs: { readme: "README.md", runCommands: ["docker", "flask", "gunicorn", "make", "python"], docstringsAtLeast: 0.2 },
  history: { commitsAtLeast: 3 },
};
