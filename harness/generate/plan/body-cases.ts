import { bodyRemainsInvalid } from "../../http/parameters/invalid-body.ts";
import { bodyFormatOf } from "../../http/parameters/serialise-body.ts";
import type { Variation } from "../types.ts";
import { isWritable } from "./base-values.ts";
import { builtRequest } from "./build-request.ts";
import { bodyPlace, operationName } from "./describe-case.ts";
import type { OperationBase } from "./operation-base.ts";
import type { BodyValue, PlannedCase } from "./types.ts";

/** The last valid values in the body. */
export function bodyBoundaries(base: OperationBase): readonly PlannedCase[] {
  const { api, operation, body } = base;
  if (body === undefined) return [];
  const { mediaType } = body;
  return (body.values?.boundaries ?? []).flatMap((variation) =>
    isWritable(api, operation, mediaType, variation.value) ? tried(base, mediaType, variation, "boundaries") : [],
  );
}

/** Bodies that break one constraint, and still do as they travel; and no body where one is required. */
export function bodyViolations(base: OperationBase): readonly PlannedCase[] {
  const { api, body } = base;
  if (body === undefined) return [];
  const { mediaType, pointer } = body;
  const violations = pointer === undefined ? [] : (body.values?.violations ?? []);
  const broken = violations.flatMap((variation) => {
    const { value, path, keyword, rule } = variation;
    // Outside JSON everything is a string, so that this type can't be broken.
    if (keyword === "type" && /\bstring\b/.test(rule) && bodyFormatOf(mediaType) !== "json") return [];
    return bodyRemainsInvalid(api, { mediaType, schema: pointer ?? "#", value, path })
      ? tried(base, mediaType, variation, "invalid")
      : [];
  });
  return [...broken, ...missing(base)];
}

/** No body at all. An empty form is a body of no characters, so only of JSON it can be said that it is missing. */
function missing(base: OperationBase): readonly PlannedCase[] {
  const { operation, body } = base;
  if (operation.requestBody?.required !== true || body === undefined || bodyFormatOf(body.mediaType) !== "json")
    return [];
  const why = { keyword: "required", rule: "required", what: "no body", path: [] };
  return sent(base, undefined, why, "invalid");
}

function tried(
  base: OperationBase,
  mediaType: string,
  { value, ...reason }: Variation,
  phase: "boundaries" | "invalid",
): readonly PlannedCase[] {
  return sent(base, { mediaType, value }, reason, phase);
}

/** The plain request with another body. */
function sent(
  { api, operation, plain, gap, body: described }: OperationBase,
  body: BodyValue | undefined,
  { keyword, rule, what, path }: Omit<Variation, "value">,
  phase: "boundaries" | "invalid",
): readonly PlannedCase[] {
  const built = builtRequest(api, operation, { ...plain, body });
  const subject = `${operationName(operation)} ${bodyPlace(path)} ${rule}`;
  if (built.kind === "unsendable") {
    gap("unsendable", `${subject}: ${built.why}`, described?.pointer);
    return [];
  }
  const { kind, ...request } = built;
  const wanted = phase === "boundaries" ? "accepted" : "refused";
  return [{ ...request, phase, wanted, position: "body", parameter: undefined, subject, keyword, rule, what }];
}
