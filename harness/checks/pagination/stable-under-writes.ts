import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen, tally } from "../share.ts";
import { type Walk, walkPages } from "../pages/walk-pages.ts";
import { askedForCursors, cursorPagesOf } from "./asked.ts";

type Context = StageContexts["probe"];

const records = 7;
const limit = 2;

export default defineCheck({
  id: "pagination.stable-under-writes",
  stage: "probe",
  slow: true,
  after: ["pagination.each-record-once"],
  title: "Records that are created during a walk neither repeat nor hide others",
  why: "A shop does not stand still while somebody turns pages: an export that repeats some orders and lacks others is worth nothing.",
  hint: "Let the cursor name the last record of its page, and carry on after that one; a number of records to skip moves with each new one.",
  notAskedBy: (brief) =>
    askedForCursors(brief) ??
    (mainResource(brief).partition === undefined ? "The brief publishes no filter." : undefined),
  async run(context) {
    const { parameters, sort } = cursorPagesOf(context.brief);
    const values =
      parameters.sort === undefined ? [] : Object.keys(sort?.keys ?? {}).flatMap((key) => [key, `-${key}`]);
    const seen = tally();
    for (const value of [undefined, ...values]) {
      const { overrides, query } = partitionQuery(context);
      const list = {
        ...query,
        ...(value === undefined || parameters.sort === undefined ? {} : { [parameters.sort]: value }),
      };
      const ids: string[] = [];
      for (let made = 0; made < records; made += 1) ids.push((await context.records.create(overrides)).id);
      const walk = await walkPages(context, {
        query: list,
        limit,
        beforeNextPage: async () => {
          await context.records.create(overrides);
        },
        // Each page can bring one new record, which makes the walk longer.
        mostPages: 2 * records,
      });
      const subject = value ?? "default order";
      const fault = countsFault(context, walk, ids);
      if (fault === undefined) {
        seen.ok(subject);
        continue;
      }
      // What a walk loses while nothing happens is the fault that pagination.each-record-once names.
      if (countsFault(context, await walkPages(context, { query: list, limit }), ids) !== undefined) continue;
      seen.wrong(subject, { ...fault, message: `${fault.message} (${subject})` });
    }
    return seen.outcome((count) => `${count} walks`) ?? nothingSeen("No list could be walked to its end.");
  },
});

/** Whether a walk shows each of these records once; others are welcome. */
function countsFault({ brief }: Context, walk: Walk, ids: readonly string[]): Finding | undefined {
  const { id, name } = mainResource(brief);
  const counts = Map.groupBy(walk.items.filter(isObject), (item) => String(item[id]));
  const repeated = ids.filter((each) => (counts.get(each)?.length ?? 0) > 1);
  const missed = ids.filter((each) => !counts.has(each));
  if (repeated.length === 0 && missed.length === 0) return undefined;
  const [first] = walk.exchanges;
  return {
    message: `While new ${name}s come in, a walk ${repeated.length > 0 ? "repeats" : "misses"} one that was there throughout.`,
    expected: `each of ${ids.length} once`,
    received: `missed: ${missed.join(", ") || "none"}; repeated: ${repeated.join(", ") || "none"}`,
    ...(first === undefined ? {} : { curl: first.curl }),
    exchanges: walk.exchanges.slice(0, 4),
    cause: repeated.length > 0 ? "repeated" : "missed",
  };
}
