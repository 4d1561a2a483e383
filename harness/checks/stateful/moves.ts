import type { StateMachine } from "../../brief/types.ts";
import { jsonOf } from "../../http/headers.ts";
import type { Answered, CallOptions } from "../../http/types.ts";
import type { CreatedRecord, StageContexts } from "../check.ts";
import { isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";

type Context = StageContexts["probe"];

/** Why checks of moves do not apply; undefined where the brief asks for them. */
export function askedForMoves({ resources }: Context["brief"]): string | undefined {
  const [main] = Object.values(resources);
  return main?.states === undefined || main.update === undefined ? "The brief publishes no state machine." : undefined;
}

/** A new record in this state, over the shortest path of allowed moves; undefined where the app does not get there. */
export async function inState(
  context: Context,
  states: StateMachine,
  target: string,
): Promise<CreatedRecord | undefined> {
  const path = shortestPath(states, target);
  if (path === undefined) return undefined;
  const record = await context.records.create();
  for (const state of path) {
    const moved = await move(context, states, record, state);
    if (stateIn(moved, states) !== state) return undefined;
  }
  return record;
}

function shortestPath(states: StateMachine, target: string): readonly string[] | undefined {
  const queue: (readonly string[])[] = [[states.initial]];
  const visited = new Set<string>();
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const last = path.at(-1) ?? "";
    if (last === target) return path.slice(1);
    if (visited.has(last)) continue;
    visited.add(last);
    for (const next of states.transitions[last] ?? []) queue.push([...path, next]);
  }
  return undefined;
}

/** Asks the app to move a record to another state. */
export async function move(
  { api, brief }: Context,
  states: StateMachine,
  record: CreatedRecord,
  to: string,
  options: Pick<CallOptions, "timeoutMs"> = {},
): Promise<Answered> {
  const resource = mainResource(brief);
  if (resource.update === undefined) throw new Error("not asked by this brief");
  return await api.call(resource.update, {
    ...options,
    path: { [resource.pathParameter]: record.id },
    json: { [states.field]: to },
  });
}

/** The state that an answer shows; undefined where it shows no record. */
export function stateIn({ response }: Answered, states: StateMachine): string | undefined {
  const body = response.status === 200 ? jsonOf(response) : undefined;
  return isObject(body) ? String(body[states.field]) : undefined;
}
