import type { Brief } from "../../brief/types.ts";
import { defineCheck } from "../check.ts";
import { isObject } from "../json-values.ts";
import { accepted, type Case, refused } from "./cases.ts";
import { placeOf, withoutMemberAt, withValueAt } from "./json-place.ts";
import { numberIn } from "./keywords.ts";
import type { Site } from "./sites.ts";
import { afterExamples, trySites } from "./try-sites.ts";

export default defineCheck({
  id: "validation.required",
  stage: "probe",
  after: afterExamples,
  title: "What must be sent can't be left out, and what is optional can",
  why: "A record without a field that everyone relies on surfaces later, where nobody knows any more how it came about.",
  hint: "Mark the members that openapi.yaml lists under `required` as required in your schema, in nested objects too, and nothing else; refuse an empty body where it says minProperties.",
  run: (context) =>
    trySites(
      context,
      (site) => [...leftOut(context.brief, site), ...smallest(context.brief, site), ...empty(context.brief, site)],
      ["required", "dependentRequired", "minProperties"],
    ),
});

function leftOut(brief: Brief, site: Site): readonly Case[] {
  return requiredOf(site).flatMap((name) => {
    const member = [...site.path, name];
    const body = withoutMemberAt(site.body, member);
    return refused(brief, site, { body, what: `a body without ${placeOf(member)}`, rule: `required: ${name}` });
  });
}

/** Only the required members, inside the site. */
function smallest(brief: Brief, site: Site): readonly Case[] {
  if (!isObject(site.value) || site.keywords.properties === undefined) return [];
  const required = requiredOf(site);
  const kept = Object.entries(site.value).filter(([name]) => required.includes(name));
  if (kept.length === 0 || kept.length === Object.keys(site.value).length) return [];
  const body = withValueAt(site.body, site.path, Object.fromEntries(kept));
  return accepted(brief, site, { body, what: "a body with required members only", rule: "the others are optional" });
}

function empty(brief: Brief, site: Site): readonly Case[] {
  const fewest = numberIn(site.keywords, "minProperties");
  if (fewest === undefined || fewest === 0) return [];
  const body = withValueAt(site.body, site.path, {});
  return refused(brief, site, { body, what: "an empty object", rule: `minProperties: ${fewest}` });
}

function requiredOf({ keywords, value }: Site): readonly string[] {
  const names = Array.isArray(keywords.required) ? keywords.required.map(String) : [];
  return names.filter((name) => isObject(value) && Object.hasOwn(value, name));
}
