import type { Finding, Outcome, Plot } from "../../types/outcome.ts";
import { nothingSeen } from "../share.ts";
import { defineCheck } from "../check.ts";
import { type GrowingList, growth } from "./growth.ts";
import { medianOf, slopeOfPages, slopeOfTime } from "./slope.ts";

interface Judged extends GrowingList {
  readonly pages: number;
  readonly time: readonly [low: number, high: number];
}

export default defineCheck({
  id: "latency.grows-with-data",
  stage: "load",
  timed: true,
  after: ["operations.boots", "database.migrates-from-empty", "stateful.create-then-list"],
  title: "Lists stay fast as the data grows",
  why: "A list that takes ten times as long with ten times the customers works on the first day, and stops working when the business does well.",
  hint: "Create an index (in a migration) that begins with the column that is filtered or sorted by, compare the bare column in the query, and let the database filter, sort and cut.",
  notAskedBy: (brief) =>
    brief.latency?.growth === undefined ? "The brief does not say what a list may cost in a large table." : undefined,
  async run(context) {
    const { brief, random } = context;
    const bound = brief.latency?.growth?.slopeAtMost;
    if (bound === undefined) throw new Error("not asked by this brief");
    const { lists } = await growth(context);
    if (lists === undefined) {
      return nothingSeen("The way this submission stores its records can't be filled with copies of them.");
    }
    const judged = lists.map((list) => ({
      ...list,
      pages: slopeOfPages(list.costs),
      time: slopeOfTime(list.costs, random),
    }));
    const findings = judged
      .filter(({ pages, time: [low] }) => pages > bound && low > bound)
      .map((each) => faultOf(each, bound));
    const evidence = {
      measurements: judged.flatMap(({ what, pages, time: [low, high] }) => [
        { name: `growth of pages, ${what}`, value: hundredths(pages), unit: "" },
        { name: `growth of time, ${what}`, value: hundredths((low + high) / 2), unit: "" },
      ]),
      plot: plotOf(judged),
      examined: "growth 0: the same however many records there are; 1: in step with them",
    };
    if (findings.length > 0) {
      return { ...evidence, verdict: "failed", share: 1 - findings.length / judged.length, findings };
    }
    return unclear(judged, bound) ?? { ...evidence, verdict: "passed" };
  },
});

/** Where the pages and the time do not say the same. */
function unclear(judged: readonly Judged[], bound: number): Outcome | undefined {
  const [first] = judged.filter(({ pages, time: [low, high] }) => (pages > bound ? high > bound : low > bound));
  if (first === undefined) return undefined;
  const { what, pages, time } = first;
  const [low, high] = time.map(hundredths);
  return {
    verdict: "inconclusive",
    reason: `The measurement did not become clear (${what}): pages grow by ${hundredths(pages)}, time by ${low} to ${high}, bound ${bound}.`,
  };
}

function faultOf({ what, curl, costs, time }: Judged, bound: number): Finding {
  const rows = costs.map(({ records, pages, turns }) => {
    const ms = medianOf(turns, "appMs").toFixed(1);
    return `${records.toLocaleString("en")} records: ${Math.round(pages).toLocaleString("en")} pages, ${ms} ms`;
  });
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    message: `A list of a few records (${what}) takes longer the more records there are. ${first}; ${last}.`,
    expected: `growth of at most ${bound} (0: the same however many there are; 1: in step with them)`,
    received: `${time.map(hundredths).join(" to ")}, with 95 % confidence`,
    curl,
    detail: rows.join("\n"),
    cause: `grows, ${what}`,
  };
}

function plotOf(judged: readonly Judged[]): Plot {
  const series = judged.map(({ what, costs }) => ({
    name: what,
    points: costs.map(({ records, turns }) => [records, hundredths(medianOf(turns, "appMs"))] as const),
  }));
  const [start] = series[0]?.points ?? [];
  if (start === undefined) throw new Error("nothing was measured");
  const [records, ms] = start;
  const inStep = series[0]?.points.map(([x]) => [x, hundredths((ms * x) / records)] as const) ?? [];
  return {
    title: "Time of a short list while the table grows",
    xLabel: "records in the table",
    yLabel: "ms",
    scale: "log",
    series: [...series, { name: "in step with the records", points: inStep }],
  };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
