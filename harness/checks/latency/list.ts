import { defineCheck } from "../check.ts";
import { withinTarget } from "./within-target.ts";

export default defineCheck({
  id: "latency.list",
  stage: "load",
  timed: true,
  after: ["operations.boots", "stateful.create-then-list", "latency.no-errors-under-load"],
  title: "A page of a list takes no longer than its records need",
  why: "Lists are what people look at all day. A slow one is a page that loads while they wait, again and again.",
  hint: "Look at what happens in one list: a statement or a conversion for each record, columns that nobody shows, a count that nobody asked for.",
  notAskedBy: (brief) => (brief.latency?.list === undefined ? "The brief publishes no target." : undefined),
  run: (context) => withinTarget(context, "list", "lists"),
});
