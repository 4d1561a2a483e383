import { defineCheck } from "../check.ts";

export default defineCheck({
  id: "database.migrates-from-empty",
  stage: "runtime",
  after: ["operations.boots"],
  title: "Starting on an empty database creates its tables",
  why: "A new installation, a test system or a recovery starts from nothing: the service must bring its own schema.",
  hint: "Run the migrations when the container starts, against the database in the published variable, before serving requests.",
  async run({ runtime }) {
    const tables = await runtime.database.query(
      `select table_schema || '.' || table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
    );
    if (tables.length > 0) return { verdict: "passed", examined: tables.map(({ name }) => name ?? "").join(", ") };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: "After the start, the database that the app was given holds no table.",
          expected: "the app's tables in the database of DATABASE_URL",
          received: "no tables",
          detail: "Either no migration ran, or the app keeps its data somewhere else.",
        },
      ],
    };
  },
});
