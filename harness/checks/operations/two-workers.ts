import { defineCheck } from "../check.ts";
import { withASecond } from "./side-by-side.ts";
import { askFour } from "./started-together.ts";

export default defineCheck({
  id: "operations.two-workers",
  stage: "runtime",
  last: true,
  after: ["operations.boots", "stateful.create-then-read"],
  title: "Two of it side by side are one service",
  why: "When there are more customers than one machine can serve, a second one is put beside it. Nobody may notice which of them answers.",
  hint: "Keep nothing that a later request needs in memory or in a file: records, keys of retries and what signs cursors belong in PostgreSQL or in the settings.",
  notAskedBy: ({ runtime }) =>
    runtime.sideBySide ? undefined : "The brief does not ask for several of it beside one database.",
  async run(context) {
    // Four that start at the same moment may be in each other's way: that is no matter of this check.
    const four = await askFour(context).catch(() => undefined);
    return four?.twoOfThem?.verdict === "passed" ? four.twoOfThem : await withASecond(context);
  },
});
