import { propertyOf, requestSchema } from "../../brief/openapi/property.ts";
import { makeBody } from "../../brief/request-body.ts";
import type { StageContexts } from "../check.ts";
import { sameValue } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";

type Context = StageContexts["probe"];

/** A field that a client can both create with and change at will: not the state, which has rules of its own. */
export interface Changeable {
  readonly field: string;
  /** Two valid values that are not null and not the same. */
  readonly values: readonly [unknown, unknown];
  readonly takesNull: boolean;
}

/** The changeable fields of the brief's main resource, with values from the check's `random`. */
export function changeableFields({ brief, random }: Context): readonly Changeable[] {
  const { api } = brief;
  const { create, update, states } = mainResource(brief);
  const created = requestSchema(api.operation(create));
  const changed = update === undefined ? undefined : requestSchema(api.operation(update));
  if (update === undefined || created === undefined || changed === undefined) return [];
  // Optional members are left out now and then, null comes up: enough bodies have everything.
  const bodies = Array.from({ length: 40 }, () => makeBody(api, update, random));
  const names = new Set(bodies.flatMap((body) => Object.keys(body)));
  return [...names].flatMap((field) => {
    const inCreate = propertyOf(api, created.pointer, field);
    const inUpdate = propertyOf(api, changed.pointer, field);
    if (field === states?.field || inCreate === undefined || inUpdate === undefined) return [];
    const values = bodies.map((body) => body[field]).filter((value) => value !== undefined && value !== null);
    const [first] = values;
    const second = values.find((value) => !sameValue(value, first));
    if (first === undefined || second === undefined || !api.validate(inCreate, first, "request").valid) return [];
    return [{ field, values: [first, second], takesNull: api.validate(inUpdate, null, "request").valid }];
  });
}
