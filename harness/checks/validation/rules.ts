import type { TimeRule } from "../../brief/types.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { nameOf } from "../contract/documented.ts";
import { mainResource } from "../main-resource.ts";
import { timeText } from "../time-text.ts";
import type { Case } from "./cases.ts";
import { tryCases } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";

const tenMs = Date.UTC(2026, 5, 16, 10);
const hourMs = 3_600_000;

/** Two moments, and how each is written. */
interface Pair {
  readonly what: string;
  readonly before: readonly [epochMs: number, offset: string];
  readonly after: readonly [epochMs: number, offset: string];
  readonly wanted: Case["wanted"];
}

const pairs: readonly Pair[] = [
  { what: "an hour earlier", before: [tenMs, "Z"], after: [tenMs - hourMs, "Z"], wanted: "refused" },
  { what: "the same", before: [tenMs, "Z"], after: [tenMs, "Z"], wanted: "refused" },
  { what: "the same in another zone", before: [tenMs, "Z"], after: [tenMs, "+02:00"], wanted: "refused" },
  // 10:00Z and 11:00+02:00, which looks later.
  { what: "earlier by its zone", before: [tenMs, "Z"], after: [tenMs - hourMs, "+02:00"], wanted: "refused" },
  // 12:00+02:00 and 11:00Z, which looks earlier.
  { what: "later by its zone", before: [tenMs, "+02:00"], after: [tenMs + hourMs, "Z"], wanted: "accepted" },
  { what: "a minute later", before: [tenMs, "Z"], after: [tenMs + 60_000, "Z"], wanted: "accepted" },
];

export default defineCheck({
  id: "validation.rules",
  stage: "probe",
  after: afterExamples,
  title: "What has to end after it begins does",
  why: "A booking that ends before it begins is in no calendar, and whatever counts hours counts it with a minus.",
  hint: "Compare the two as instants, once both are parsed with their offsets, and refuse the body like any other invalid value.",
  notAskedBy: (brief) =>
    mainResource(brief).rules.length === 0 ? "The brief publishes no rule of two times." : undefined,
  run: (context) =>
    tryCases(
      context,
      mainResource(context.brief).rules.flatMap((rule) => pairs.map((pair) => caseOf(context, rule, pair))),
    ),
});

function caseOf({ brief, records }: StageContexts["probe"], { before, after }: TimeRule, pair: Pair): Case {
  const operation = brief.api.operation(mainResource(brief).create);
  const rule = `${before} < ${after}`;
  return {
    operation,
    subject: `${nameOf(operation)} ${rule}: ${pair.what}`,
    what: `${timeText(...pair.before)} as ${before} with ${timeText(...pair.after)} as ${after}`,
    rule,
    options: { json: records.body({ [before]: timeText(...pair.before), [after]: timeText(...pair.after) }) },
    wanted: pair.wanted,
  };
}
