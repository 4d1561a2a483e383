import type { Brief } from "../../brief/types.ts";
import { defineCheck } from "../check.ts";
import type { Base } from "./bases.ts";
import { type Case, refused, replaced } from "./cases.ts";
import { placeOf } from "./json-place.ts";
import { numberIn, typesOf } from "./keywords.ts";
import { rawCase, tokenCase } from "./raw-cases.ts";
import { bodiesOf, type Site, sitesOf } from "./sites.ts";
import { tryCases } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";

/** Python's parser gives up at about a thousand. */
const levels = 10_000;
const megabyte = 1_000_000;
/** Within this a regular expression that tries every division of a text would not come to an end, and others take microseconds. */
const longestText = 200;

export default defineCheck({
  id: "validation.depth-and-size",
  stage: "probe",
  after: afterExamples,
  title: "Very deep and very large requests are refused, and the service stays up",
  why: "One request of a few kilobytes must not be enough to keep everybody else waiting.",
  hint: "Set MAX_CONTENT_LENGTH, catch RecursionError where you parse JSON, look at the length before the pattern, and write patterns without repetition inside repetition.",
  async run(context) {
    const { api, brief } = context;
    const outcome = await tryCases(context, [
      ...bodiesOf(context).flatMap(deepBodies),
      ...sitesOf(context).flatMap((site) => [...deepValue(site), ...large(brief, site), ...nearly(brief, site)]),
    ]);
    // Throws where nobody answers any more.
    await api.send("GET", brief.runtime.alive);
    return outcome;
  },
});

function deepBodies(base: Base): readonly Case[] {
  const body = "[".repeat(levels) + "]".repeat(levels);
  const each = rawCase(base, body, `a list of lists, ${levels} levels deep`, "the body is an object");
  return [{ ...each, made: `python3 -c "print('['*${levels} + ']'*${levels})"` }];
}

/** At the members of the body itself: the parser comes before all rules, wherever it stands. */
function deepValue(site: Site): readonly Case[] {
  const types = typesOf(site.keywords);
  if (site.path.length !== 1 || types.length === 0 || types.includes("object")) return [];
  const token = `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
  const each = tokenCase(site, token, `type: ${types.join(" or ")}`);
  return [
    {
      ...each,
      what: `an object ${levels} levels deep as ${placeOf(site.path)}`,
      made: `python3 -c "print('{\\"a\\":'*${levels} + '1' + '}'*${levels})"`,
    },
  ];
}

/** A server may hang up instead of reading on (RFC 9110 15.5.14). */
function large(brief: Brief, site: Site): readonly Case[] {
  if (!typesOf(site.keywords).includes("string")) return [];
  const trial = replaced(site, "a".repeat(megabyte), "a text of one megabyte is longer than any rule allows");
  return refused(brief, site, { ...trial, what: `a text of one megabyte as ${placeOf(site.path)}` }).map((each) => ({
    ...each,
    made: `python3 -c "print('a'*${megabyte})"`,
    mayHangUp: true,
  }));
}

/** As long as may be, and right but for its end: a careless pattern tries all divisions of it before it gives up. */
function nearly(brief: Brief, site: Site): readonly Case[] {
  const { keywords, value } = site;
  if (typeof keywords.pattern !== "string" || typeof value !== "string" || value === "") return [];
  const length = Math.min(numberIn(keywords, "maxLength") ?? longestText, longestText);
  const text = `${value.charAt(0).repeat(length - 1)}!`;
  const trial = replaced(site, text, `pattern: ${keywords.pattern}`);
  return refused(brief, site, {
    ...trial,
    what: `a text that fits but for its last character as ${placeOf(site.path)}`,
  });
}
