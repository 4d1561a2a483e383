import { defineCheck } from "../check.ts";
import { withinTarget } from "./within-target.ts";

export default defineCheck({
  id: "latency.read",
  stage: "load",
  timed: true,
  after: ["operations.boots", "stateful.create-then-read", "latency.no-errors-under-load"],
  title: "Reading one record is about as fast as it can be with Flask and PostgreSQL",
  why: "Waiting is what users notice first. A slow single read usually means that something is done for each request that need not be.",
  hint: "Look at what happens in one read: new connections, several statements, sleeps, work that could be done once.",
  notAskedBy: (brief) => (brief.latency === undefined ? "The brief publishes no target." : undefined),
  run: (context) => withinTarget(context, "read", "reads"),
});
