import { jsonOf } from "../../../http/headers.ts";
import type { Answered } from "../../../http/types.ts";
import { differentMembers, isObject, type JsonObject } from "../../json-values.ts";
import { mainResource } from "../../main-resource.ts";
import type { Attempt } from "./attempt.ts";
import { agrees, lost, type Step, type Verdict } from "./command.ts";
import { type Known, learned } from "./known.ts";

/** How an answer is held against what the model says. */
interface Expected {
  /** What the request is about, for a sentence: "reading one order". */
  readonly what: string;
  readonly says: string;
  /** Statuses that the model allows. */
  readonly isRight: (status: number) => boolean;
  /** What the answer's body must show, where it shows a record. */
  readonly members?: JsonObject;
}

/** The step of one request: a wrong status, or a body with another value than the model's, is a disagreement. */
export function stepOf(exchange: Answered, { what, says, isRight, members = {} }: Expected): Step {
  const { status, body } = exchange.response;
  const step = (verdict: Verdict): Step => ({ exchanges: [exchange], says, verdict });
  if (status >= 500) return step(lost);
  if (!isRight(status)) {
    const received = `${status} ${body.slice(0, 300)}`;
    return step({
      kind: "disagrees",
      in: "status",
      message: `${what.charAt(0).toUpperCase()}${what.slice(1)} is answered with ${status}.`,
      expected: says,
      received,
    });
  }
  const shown = status < 300 ? jsonOf(exchange.response) : undefined;
  return step(isObject(shown) ? recordVerdict(`The answer to ${what}`, members, shown) : agrees);
}

/** Whether a shown record has every value that the model knows. */
export function recordVerdict(what: string, members: JsonObject, shown: JsonObject): Verdict {
  const different = differentMembers(members, shown);
  if (different.length === 0) return agrees;
  return {
    kind: "disagrees",
    in: "content",
    message: `${what} shows another ${different.join(", ")}.`,
    expected: only(members, different),
    received: only(shown, different),
  };
}

/** Remembers what an answer shows beyond what was known. */
export function remember({ context, model }: Attempt, known: Known, exchange: Answered): void {
  const shown = exchange.response.status < 300 ? jsonOf(exchange.response) : undefined;
  model.set(known.id, isObject(shown) ? learned(context.brief, known, shown) : known);
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

/**
 * The record that the create with this number made or, where that is left out, the first one: a story needs no more records than it
 * is about. Undefined where there is none.
 */
export function recordOf({ ids, model }: Attempt, create: number): Known | undefined {
  const [first] = ids.values();
  return model.get(ids.get(create) ?? first ?? "");
}

/** What the model says to a request about a record that was deleted, where the operation documents it; else anything but success. */
export function goneAnswer({ context }: Attempt, operation: string, documented = 404): Omit<Expected, "what"> {
  const isPublished = Object.hasOwn(context.brief.api.operation(operation).responses, String(documented));
  return isPublished
    ? { says: `${documented}, because it was deleted`, isRight: (status) => status === documented }
    : { says: "no success, because it was deleted", isRight: (status) => !isSuccess(status) };
}

export function nameOf({ context }: Attempt): string {
  return mainResource(context.brief).name;
}

export function compactly(value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}

function only(record: JsonObject, members: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(members.map((member) => [member, record[member]])));
}
