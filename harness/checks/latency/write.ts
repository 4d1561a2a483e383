import { defineCheck } from "../check.ts";
import { withinTarget } from "./within-target.ts";

export default defineCheck({
  id: "latency.write",
  stage: "load",
  timed: true,
  after: ["operations.boots", "stateful.create-then-read", "latency.no-errors-under-load"],
  title: "Storing one record does not keep its sender waiting",
  why: "Who sends something waits for the answer, and sends it again when it does not come.",
  hint: "Look at what happens in one create: several transactions, one statement for each part, a message to someone else that could be sent later.",
  notAskedBy: (brief) => (brief.latency?.write === undefined ? "The brief publishes no target." : undefined),
  run: (context) => withinTarget(context, "write", "writes"),
});
