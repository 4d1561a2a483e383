import { defineCheck } from "../check.ts";
import { neighboursOf } from "./neighbours.ts";

/** Runs beside the checks between the first that looks at neighbours and this one: a time-out takes its time. */
export default defineCheck({
  id: "operations.slow-database-times-out",
  stage: "disturb",
  timed: true,
  after: ["operations.boots", "stateful.create-then-read", "operations.config-from-environment"],
  title: "While its database hangs it says so in time, and works again afterwards",
  why: "One long job in the database must not leave customers looking at a page that never comes, nor the service hanging for good.",
  hint: "Give the connections a statement_timeout (options=-c statement_timeout=...), and answer 503 when it strikes.",
  notAskedBy: ({ runtime }) =>
    runtime.slowDatabaseAnsweredWithinSeconds === undefined
      ? "The brief does not say what happens when the database hangs."
      : undefined,
  async run(context) {
    const { slow } = await neighboursOf(context);
    return await slow;
  },
});
