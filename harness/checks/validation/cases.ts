import type { Operation } from "../../brief/openapi/types.ts";
import { keepsRules } from "../../brief/time-rules.ts";
import type { Brief } from "../../brief/types.ts";
import type { CallOptions } from "../../http/types.ts";
import { nameOf } from "../contract/documented.ts";
import { isObject } from "../json-values.ts";
import { publishedResource } from "../main-resource.ts";
import { placeIn } from "./bases.ts";
import { type Path, placeOf, withValueAt } from "./json-place.ts";
import type { Site } from "./sites.ts";

/** One request, and what a correct implementation does with it. */
export interface Case {
  readonly operation: Operation;
  /** The constraint that it tries: what a share is counted of. */
  readonly subject: string;
  /** What is sent, for people: `1001 as /items/0/quantity`. */
  readonly what: string;
  /** What the document says: `maximum: 1000`. */
  readonly rule: string;
  readonly options: CallOptions;
  readonly wanted: "refused" | "accepted";
  /** Of what must be refused: the only statuses that will do; any 4xx where there are none. */
  readonly statuses?: readonly number[];
  /** How to make what is too long to be shown: a command that prints it. */
  readonly made?: string;
  /** Of what must be refused: closing the connection at once will do, too. */
  readonly mayHangUp?: true;
}

/** A whole body, and the rule that it keeps or breaks. */
export interface Trial {
  readonly body: unknown;
  readonly what: string;
  readonly rule: string;
  /** Where the rule stands; default: at the site. */
  readonly at?: Path;
}

/** The request with a body that breaks exactly this rule; none where the validator finds it valid, or wrong elsewhere. */
export function refused(brief: Brief, site: Site, trial: Trial): readonly Case[] {
  return problemsAt(brief, site, trial) > 0 ? [caseOf(site, trial, "refused")] : [];
}

/**
 * The request with the first of these bodies that breaks nothing but this rule; where each breaks several at the same place
 * (a fixed value of another type), the one that breaks the fewest.
 */
export function firstRefused(brief: Brief, site: Site, trials: readonly Trial[]): readonly Case[] {
  const [best] = trials
    .map((trial) => ({ trial, problems: problemsAt(brief, site, trial) }))
    .filter(({ problems }) => problems > 0)
    .toSorted((one, other) => one.problems - other.problems);
  return best === undefined ? [] : [caseOf(site, best.trial, "refused")];
}

/**
 * The request with a body that must be taken; none where the validator refuses it, where it breaks a rule that the document can't
 * say, or where it asks for a change of state, which may be refused for another reason.
 */
export function accepted(brief: Brief, site: Site, trial: Trial): readonly Case[] {
  if (mayBeRefused(brief, site.operation, trial.body)) return [];
  return brief.api.validate(site.schema, trial.body, "request").valid ? [caseOf(site, trial, "accepted")] : [];
}

/** Whether a body that is right by the document may be refused by what brief.yaml says: a rule of two times, a change of state. */
export function mayBeRefused(brief: Brief, operation: Operation, body: unknown): boolean {
  const { create, update, states, rules = [] } = publishedResource(brief) ?? {};
  if (!isObject(body)) return false;
  if (operation.id === create) return !keepsRules(body, rules);
  return operation.id === update && states !== undefined && Object.hasOwn(body, states.field);
}

/** The body of the site with another value there. */
export function replaced(site: Site, value: unknown, rule: string): Trial {
  return {
    body: withValueAt(site.body, site.path, value),
    what: `${shown(value)} as ${placeOf(site.path) || "the body"}`,
    rule,
  };
}

/** How many rules a body breaks at this place; 0 where it breaks none, or one elsewhere. */
function problemsAt({ api }: Brief, site: Site, { body, at = site.path }: Trial): number {
  const result = api.validate(site.schema, body, "request");
  if (result.valid || result.problems.some((problem) => placeIn(problem) !== placeOf(at))) return 0;
  return result.problems.length;
}

function caseOf(site: Site, { body, what, rule, at = site.path }: Trial, wanted: Case["wanted"]): Case {
  const { operation } = site;
  const subject = `${nameOf(operation)} ${placeOf(at)} ${rule}`;
  return { operation, subject, what, rule, options: { json: body }, wanted };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
