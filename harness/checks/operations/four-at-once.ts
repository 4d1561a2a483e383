import { defineCheck } from "../check.ts";
import { askFour } from "./started-together.ts";

/** Advice: most platforms start again what ends, so that in the end all are there. */
export default defineCheck({
  id: "operations.four-at-once",
  stage: "runtime",
  timed: true,
  last: true,
  advisory: true,
  after: ["operations.boots", "stateful.create-then-read"],
  title: "Four of it that start at the same moment on an empty database all come up",
  why: "Where four of it serve the customers, a first release starts all four at once. One that falls over then is mostly started again by the platform. Until then there is one less, somebody is called out of bed, and what it left half done stays.",
  hint: "Let one prepare the database while the others wait: take pg_advisory_xact_lock first thing in the transaction that migrates, and again in the one that imports; and let the database refuse a second copy of what is imported.",
  notAskedBy: ({ runtime }) =>
    runtime.sideBySide ? undefined : "The brief does not ask for several of it beside one database.",
  async run(context) {
    return (await askFour(context)).allOfThem;
  },
});
