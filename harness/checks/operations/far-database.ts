import { defineCheck } from "../check.ts";
import { neighboursOf } from "./neighbours.ts";

/** Advice: nothing is published about trips, and whoever has few customers may well do without a pool. */
export default defineCheck({
  id: "operations.far-database",
  stage: "disturb",
  timed: true,
  advisory: true,
  after: ["operations.boots", "stateful.create-then-read", "operations.config-from-environment"],
  title: "With its database farther away it still answers, in a few trips",
  why: "The database is seldom on the same machine. What goes there ten times for one answer is ten times as slow as the way is long.",
  hint: "Keep connections in a pool (psycopg_pool, SQLAlchemy's own) instead of opening one for each request, and ask for all that is needed at once.",
  async run(context) {
    const { far } = await neighboursOf(context);
    return await far;
  },
});
