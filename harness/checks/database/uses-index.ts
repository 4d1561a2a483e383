import type { Finding } from "../../types/outcome.ts";
import { growth, inPartition, type Read } from "../latency/growth.ts";
import { nothingSeen } from "../share.ts";
import { defineCheck } from "../check.ts";

export default defineCheck({
  id: "database.uses-index",
  stage: "load",
  slow: true,
  after: ["operations.boots", "database.migrates-from-empty", "stateful.create-then-list"],
  title: "Finding a few records among many does not read all of them",
  why: "A list that looks at every record is fast on the first day, and a little slower with every customer.",
  hint: "Create an index (in a migration) that begins with the column that is filtered or sorted by, and compare the bare column in the query.",
  notAskedBy: (brief) =>
    brief.database?.indexed === undefined ? "The brief does not say what a list may cost in a large table." : undefined,
  async run(context) {
    const { indexed } = await growth(context);
    if (indexed === undefined) {
      // Documents in one column, keys with a form of their own: as right as any other way to store them, only not to be copied.
      return nothingSeen("The way this submission stores its records can't be filled with copies of them.");
    }
    const { table, pages: whole, reads } = indexed;
    const findings = reads.filter(({ pages }) => pages * 2 >= whole).map((each) => faultOf(each, whole));
    const measurements = [
      { name: `pages of ${table}`, value: whole, unit: "" },
      ...reads.map(({ what, pages }) => ({ name: `pages for ${what}`, value: pages, unit: "" })),
    ];
    if (findings.length === 0) return { verdict: "passed", measurements };
    return { verdict: "failed", share: 1 - findings.length / reads.length, measurements, findings };
  },
});

function faultOf({ what, pages, statements, curl }: Read, whole: number): Finding {
  return {
    message: `A list of ${inPartition} records (${what}) looks at ${pages} pages of the database; the whole table has ${whole}.`,
    expected: `fewer than ${Math.ceil(whole / 2)}: the records are found by an index`,
    received: `${pages} pages, however few records are shown`,
    curl,
    detail: [...statements]
      .sort((a, b) => b.pages - a.pages)
      .slice(0, 5)
      .map((statement) => `${statement.pages} pages  ${statement.query.replace(/\s+/g, " ")}`)
      .join("\n"),
  };
}
