import type { Json } from "../../brief/openapi/types.ts";
import { invalidOnTheWire } from "../../http/parameters/remains-invalid.ts";
import { serialised } from "../../http/parameters/serialise.ts";
import type { Variation } from "../types.ts";
import { isSendable, isServerMade } from "./base-values.ts";
import { builtRequest } from "./build-request.ts";
import { operationName, parameterName, parameterShown } from "./describe-case.ts";
import type { OperationBase, PlannedParameter } from "./operation-base.ts";
import type { ParameterValue, PlannedCase } from "./types.ts";

/** The last valid values of a parameter. None for path parameters: their values come from records that exist. */
export function parameterBoundaries(base: OperationBase, planned: PlannedParameter): readonly PlannedCase[] {
  const { parameter, values } = planned;
  if (parameter.in === "path" || planned.madeUp || isServerMade(parameter)) return [];
  return (values?.boundaries ?? []).flatMap((variation) => {
    if (!isSendable(parameter, variation.value)) return unsent(base, planned, variation, "boundaries");
    return tried(base, planned, variation, "boundaries");
  });
}

/** Values that break the parameter's schema, and still do as text; and a required parameter that is missing. */
export function parameterViolations(base: OperationBase, planned: PlannedParameter): readonly PlannedCase[] {
  const { parameter, values } = planned;
  const broken = asText(values?.violations ?? []).flatMap((variation) => {
    const { wire, remainsInvalid } = invalidOnTheWire(base.api, parameter, variation.value);
    if (wire.kind === "unsendable") {
      // Null and lists of lists exist in JSON only: nobody can send them, so nothing is missing.
      return variation.keyword === "type" ? [] : unsent(base, planned, variation, "invalid");
    }
    // What text makes valid is no fault of anybody: nothing is missing from the plan.
    return remainsInvalid ? tried(base, planned, variation, "invalid") : [];
  });
  return [...broken, ...missing(base, planned)];
}

/**
 * Violations that make sense in text: everything is a string there, so that type is never broken, and of the others no word is one.
 */
function asText(violations: readonly Variation[]): readonly Variation[] {
  const sensible = violations.filter(({ keyword, rule }) => keyword !== "type" || !/\bstring\b/.test(rule));
  const word = sensible.find(({ keyword, path }) => keyword === "type" && path.length === 0);
  return word === undefined ? sensible : [{ ...word, value: "abc" }, ...sensible];
}

function missing(base: OperationBase, { parameter }: PlannedParameter): readonly PlannedCase[] {
  if (!parameter.required || parameter.in === "path") return [];
  const variation = { keyword: "required", rule: "required", what: `no ${parameter.name}` };
  return sent(base, parameter, undefined, variation, "invalid");
}

type Reason = Pick<Variation, "keyword" | "rule" | "what">;

function tried(
  base: OperationBase,
  { parameter }: PlannedParameter,
  variation: Variation,
  phase: "boundaries" | "invalid",
): readonly PlannedCase[] {
  const what = parameterShown(parameter, serialised(parameter, variation.value));
  return sent(base, parameter, variation.value, { ...variation, what }, phase);
}

/** The plain request with another value of one parameter, or without it. */
function sent(
  base: OperationBase,
  parameter: PlannedParameter["parameter"],
  value: Json | undefined,
  { keyword, rule, what }: Reason,
  phase: "boundaries" | "invalid",
): readonly PlannedCase[] {
  const { api, operation, plain } = base;
  const others = plain.parameters.filter((each) => each.parameter !== parameter);
  const parameters: readonly ParameterValue[] = value === undefined ? others : [...others, { parameter, value }];
  const without = value === undefined && parameter.in === "header" ? [parameter.name] : [];
  const built = builtRequest(api, operation, { ...plain, parameters }, without);
  const subject = `${operationName(operation)} ${parameterName(parameter)} ${rule}`;
  if (built.kind === "unsendable") {
    base.gap("unsendable", `${subject}: ${built.why}`, parameter.schema?.pointer);
    return [];
  }
  const { kind, ...request } = built;
  const wanted = phase === "boundaries" ? "accepted" : "refused";
  return [
    { ...request, phase, wanted, position: parameter.in, parameter: parameter.name, subject, keyword, rule, what },
  ];
}

function unsent(
  base: OperationBase,
  { parameter }: PlannedParameter,
  { rule, what, value }: Variation,
  phase: "boundaries" | "invalid",
): readonly PlannedCase[] {
  const wire = serialised(parameter, value);
  const why = wire.kind === "unsendable" ? wire.why : "it may be taken for something else";
  // An empty list that is left out is the same as no parameter at all.
  if (phase === "boundaries" && wire.kind === "absent") return [];
  base.gap("unsendable", `${parameterName(parameter)} ${rule}: ${what}: ${why}`, parameter.schema?.pointer);
  return [];
}
