import type { Filter } from "../../brief/types.ts";
import { type CreatedRecord, defineCheck, type StageContexts } from "../check.ts";
import { microsecondsOf } from "../json-values.ts";
import { listedRecords } from "../list-page.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForFilters } from "./asked.ts";
import { makeRecords } from "./make-records.ts";
import { type Records, selectionFault } from "./selection.ts";

type Context = StageContexts["probe"];

/** More values of one filter tell nothing new. */
const mostValues = 5;
const secondMs = 1000;

export default defineCheck({
  id: "filtering.each",
  stage: "probe",
  after: ["stateful.create-then-list"],
  title: "Each filter selects exactly the records that match",
  why: "Whoever looks for one customer's orders must see all of them, and nobody else's.",
  hint: "Translate each filter into one condition of the SQL query: equality for exact values, >= and < for the bounds.",
  notAskedBy: askedForFilters,
  async run(context) {
    const [first, ...others] = await makeRecords(context);
    const listed = await listedRecords(context);
    const seen = tally();
    for (const [parameter, filter] of Object.entries(mainResource(context.brief).filters)) {
      for (const value of valuesOf(context, filter, [first, ...others], listed)) {
        const fault = await selectionFault(context, listed, { [parameter]: value });
        if (fault === "unknown") continue;
        if (fault === undefined) seen.ok(`${parameter} ${value}`);
        else seen.wrong(`${parameter} ${value}`, fault);
      }
    }
    return seen.outcome((count) => `${count} selections`) ?? nothingSeen("No filter was answered.");
  },
});

/** Values that are there, and for times the bounds of imported records and one between those and the new ones. */
function valuesOf(
  { random, dataset, brief }: Context,
  { field, operator }: Filter,
  created: readonly CreatedRecord[],
  listed: Records,
): readonly string[] {
  const { id } = mainResource(brief);
  const own = created.map((record) => textOf((listed.get(record.id) ?? record.received)[field]));
  if (operator === "equals") {
    const known = new Set([...listed.values()].map((record) => textOf(record[field])));
    return [...new Set([...own, ...random.shuffle([...known].sort())])]
      .filter((value) => value !== "")
      .slice(0, mostValues);
  }
  const imported = (dataset ?? [])
    .filter((record) => listed.has(String(record[id])))
    .map((record) => textOf(record[field]));
  const [one, other] = random.shuffle([...new Set(imported)].sort());
  return [
    ...(one === undefined ? [] : [one]),
    ...(other === undefined ? [] : [elsewhere(other)]),
    ...own.slice(0, 1).map(secondBefore),
  ];
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** The same instant as a clock two hours further east shows it; other values stay as they are. */
function elsewhere(value: string): string {
  const time = microsecondsOf(value);
  if (time === undefined) return value;
  return new Date(time / 1000 + 7_200_000).toISOString().replace(/(\.000)?Z$/, "+02:00");
}

function secondBefore(value: string): string {
  const time = microsecondsOf(value);
  if (time === undefined) return value;
  return new Date(Math.floor(time / 1000 / secondMs) * secondMs - secondMs).toISOString().replace(".000", "");
}
