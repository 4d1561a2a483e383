import { defineCheck } from "../check.ts";
import { neighboursOf } from "./neighbours.ts";

export default defineCheck({
  id: "operations.two-workers",
  stage: "runtime",
  after: ["operations.boots", "stateful.create-then-read"],
  title: "Two of it side by side are one service",
  why: "When there are more customers than one machine can serve, a second one is put beside it. Nobody may notice which of them answers.",
  hint: "Keep nothing that a later request needs in memory or in a file: records, keys of retries and what signs cursors belong in PostgreSQL or in the settings.",
  notAskedBy: ({ runtime }) =>
    runtime.sideBySide ? undefined : "The brief does not ask for several of it beside one database.",
  async run(context) {
    const { replica } = await neighboursOf(context);
    return await replica;
  },
});
