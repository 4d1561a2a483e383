import { resolved } from "../../brief/plain-value.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { accepted, type Case, refused, replaced } from "./cases.ts";
import { sitesOf } from "./sites.ts";
import { tryCases } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";
import { parameterCases, type WireValue } from "./wire-values.ts";

interface Edges {
  readonly valid: Readonly<Record<string, string>>;
  readonly invalid: Readonly<Record<string, string>>;
}

/**
 * RFC 3339 5.6 and 5.7, as far as every reading agrees: 24:00 and leap seconds are left out, and so is a date alone, which the one
 * library takes for midnight. The last years lie a day inside, so that another time zone stays inside, too.
 */
const edges: Readonly<Record<string, Edges>> = {
  "date-time": {
    valid: {
      "a leap day": "2024-02-29T12:00:00Z",
      "an offset to the east": "2026-01-05T09:30:00+05:30",
      "an offset to the west": "2026-01-05T09:30:00-11:00",
      "parts of a second": "2026-01-05T09:30:00.123456Z",
      "the last year": "9999-12-30T00:00:00Z",
    },
    invalid: {
      "no leap day": "2026-02-29T12:00:00Z",
      "no offset": "2026-01-05T09:30:00",
      "no such offset": "2026-01-05T09:30:00+25:00",
      "the minute 60": "2026-01-05T09:60:00Z",
      "the day 0": "2026-01-00T09:30:00Z",
    },
  },
  date: {
    valid: { "a leap day": "2024-02-29", "the last year": "9999-12-30" },
    invalid: { "no leap day": "2026-02-29", "the day 31 of April": "2026-04-31", "the day 0": "2026-01-00" },
  },
};

export default defineCheck({
  id: "validation.date-edges",
  stage: "probe",
  after: afterExamples,
  title: "Times are read as the standard writes them, to the edges of the calendar",
  why: "A report that counts in another time zone, or a service that fails on one day in four years.",
  hint: "Parse RFC 3339 (datetime.fromisoformat), refuse what has no offset, and compare as aware datetimes; strptime with one fixed pattern takes too little.",
  run: (context) => tryCases(context, [...inBodies(context), ...inQueries(context)]),
});

function inBodies(context: StageContexts["probe"]): readonly Case[] {
  const { brief } = context;
  return sitesOf(context).flatMap((site) => {
    const { valid, invalid } = edgesOf(site.keywords.format);
    const tried = (what: string, text: string) => {
      const rule = `format: ${String(site.keywords.format)}, ${what}`;
      return { ...replaced(site, text, rule), what: `${what} (${text})` };
    };
    return [
      ...Object.entries(valid).flatMap(([what, text]) => accepted(brief, site, tried(what, text))),
      ...Object.entries(invalid).flatMap(([what, text]) => refused(brief, site, tried(what, text))),
    ];
  });
}

function inQueries({ brief }: StageContexts["probe"]): readonly Case[] {
  return brief.api.operations
    .filter(({ method }) => method === "get")
    .flatMap((operation) =>
      operation.parameters.flatMap((parameter) => {
        const { name, schema, examples } = parameter;
        if (parameter.in !== "query" || schema === undefined) return [];
        const fits = (value: unknown): boolean => brief.api.validate(schema.pointer, value, "request").valid;
        // The brief contradicts itself: an example does not fit.
        if (!examples.every(({ value }) => fits(value))) return [];
        const { valid, invalid } = edgesOf(resolved(schema.schema, brief).format);
        const values = [
          ...Object.entries(valid).filter(([, text]) => fits(text)),
          ...Object.entries(invalid).filter(([, text]) => !fits(text)),
        ].map(
          ([what, value]): WireValue => ({
            value,
            rule: what,
            wanted: Object.hasOwn(valid, what) ? "accepted" : "refused",
          }),
        );
        return parameterCases(operation, name, values, (value) => ({ query: { [name]: value } }));
      }),
    );
}

function edgesOf(format: unknown): Edges {
  return (typeof format === "string" ? edges[format] : undefined) ?? { valid: {}, invalid: {} };
}
