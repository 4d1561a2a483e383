import { resolved } from "../brief/plain-value.ts";
import { propertyOf, requestSchema } from "../brief/openapi/property.ts";
import type { Brief } from "../brief/types.ts";
import { isObject } from "./json-values.ts";

const minuteMs = 60_000;

/** An instant as a clock with this offset (`+02:00`) shows it, RFC 3339; `Z` is UTC. */
export function timeText(epochMs: number, offset: string): string {
  const [, sign = "+", hours = "0", minutes = "0"] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const east = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minuteMs;
  return new Date(epochMs + east).toISOString().replace(/(\.000)?Z$/, offset);
}

/** The members of a create's body that are times. */
export function timeFields({ api, resources }: Brief): readonly string[] {
  const [main] = Object.values(resources);
  const body = main && requestSchema(api.operation(main.create));
  const properties = body && resolved(body.schema, { api }).properties;
  return Object.keys(isObject(properties) ? properties : {}).filter((name) => {
    const pointer = body && propertyOf(api, body.pointer, name);
    return pointer !== undefined && resolved({ $ref: pointer }, { api }).format === "date-time";
  });
}
