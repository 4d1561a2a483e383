import { makeBody } from "../../brief/request-body.ts";
import type { Action, Brief } from "../../brief/types.ts";
import type { Answered, CallOptions } from "../../http/types.ts";
import type { StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { readRecord } from "./read-record.ts";

type Context = StageContexts["probe"];

/** Why checks of actions do not apply; undefined where the brief asks for them. */
export function askedForActions({ resources }: Brief): string | undefined {
  const [main] = Object.values(resources);
  return main === undefined || Object.keys(main.actions).length === 0
    ? "The brief publishes no request that takes from a record."
    : undefined;
}

/** Takes so much from a record. */
export async function take(
  { api, brief, random }: Context,
  operation: string,
  id: string,
  amount: number,
  options: Pick<CallOptions, "timeoutMs"> = {},
): Promise<Answered> {
  const { actions, pathParameter } = mainResource(brief);
  const member = actions[operation]?.amount;
  if (member === undefined) throw new Error(`${operation} is no action of this brief.`);
  const json = makeBody(brief.api, operation, random, { [member]: amount });
  return await api.call(operation, { ...options, path: { [pathParameter]: id }, json });
}

/** What is left in the record; `left` is undefined where reading it shows no number. */
export async function leftIn(context: Context, { from }: Action, id: string) {
  const { exchange, record } = await readRecord(context, id);
  const left = record?.[from];
  return { exchange, record, left: typeof left === "number" ? left : undefined };
}

export function isTaken({ response: { status } }: Answered): boolean {
  return status >= 200 && status <= 299;
}
