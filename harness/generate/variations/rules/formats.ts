import type { Json } from "../../../brief/openapi/types.ts";
import { textRulesOf } from "../../arbitraries/strings.ts";
import type { Place } from "../place.ts";
import { replacing, ruleOf, type Trial } from "../trial.ts";
import { isListed, isText } from "./lengths.ts";

/**
 * Texts that no reading of a format allows: neither the RFC's nor that of Python's datetime, uuid, ipaddress or email libraries.
 * Formats that common libraries don't look at (uri-reference, byte, int32 and the like) have none.
 */
const wrong: Readonly<Record<string, readonly string[]>> = {
  "date-time": ["not a date", "2026-13-01T09:30:00Z", "2026-02-30T09:30:00Z", "2026-03-01T25:30:00Z"],
  date: ["not a date", "2026-13-01", "2026-02-30"],
  time: ["not a time", "25:30:00Z"],
  duration: ["not a duration"],
  email: ["no-at-sign.example.com", "@example.com", "two@at@example.com"],
  "idn-email": ["no-at-sign.example.com"],
  hostname: ["not a host.example.com"],
  ipv4: ["not an address", "256.256.256.256"],
  ipv6: ["not an address", "1::2::3", "12345::1"],
  uri: ["not a uri"],
  uuid: ["not-a-uuid"],
  "json-pointer": ["no-leading-slash"],
  regex: ["(unclosed"],
};

/** Texts of no format, and another spelling of the same value that the format allows. */
export function formatTrials(place: Place): readonly Trial[] {
  if (!isText(place) || isListed(place)) return [];
  const { formats } = textRulesOf(place.parts);
  return formats.flatMap((format) => {
    const rule = ruleOf("format", format);
    const texts = [...(Object.hasOwn(wrong, format) ? (wrong[format] ?? []) : []), ...damaged(format, place.value)];
    return [
      ...texts.map((text) => replacing(place, "invalid", "format", rule, [text])),
      ...sameOtherwise(format, place.value).map((text) => replacing(place, "valid", "format", rule, [text])),
    ];
  });
}

/** The value's own text with one character too few, or one that can't be there. */
function damaged(format: string, value: Json): readonly string[] {
  if (format !== "uuid" || typeof value !== "string") return [];
  return [value.slice(0, -1), `g${value.slice(1)}`];
}

/** The same instant as another client writes it: whatever rule of the service the value keeps, this keeps it too. */
function sameOtherwise(format: string, value: Json): readonly string[] {
  if (typeof value !== "string") return [];
  const parts = /^(\d{4}-\d\d-\d\dT)(\d\d)(:\d\d:\d\d)Z$/.exec(value);
  if (format !== "date-time" || parts === null) return [];
  const [, day = "", hour = "", rest = ""] = parts;
  const later = String(Number(hour) + 1).padStart(2, "0");
  return [
    `${day}${hour}${rest}+00:00`,
    `${day}${hour}${rest}.000Z`,
    ...(Number(hour) < 23 ? [`${day}${later}${rest}+01:00`] : []),
  ];
}
