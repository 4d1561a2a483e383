import type { ApiDescription, Operation } from "../../brief/openapi/types.ts";
import { bodyBoundaries, bodyViolations } from "./body-cases.ts";
import { exampleCases } from "./example-cases.ts";
import { baseOf } from "./operation-base.ts";
import { parameterBoundaries, parameterViolations } from "./parameter-cases.ts";
import { randomRequests } from "./random-requests.ts";
import { chosenCases, shareLevel } from "./share.ts";
import type { OperationPlan, Plan, PlanGap, PlanLimits, PlannedCase } from "./types.ts";

/** At most 40 cases on average in each of three phases, and 150 for an operation with very many constraints. */
export const planLimits: PlanLimits = { casesPerOperation: 40, mostCases: 150 };

const phases = ["examples", "boundaries", "invalid"] as const;

/**
 * The requests that try an API: for each operation its published examples, the last valid value of each constraint, one constraint
 * broken at a time (only where it stays broken on the wire), and valid requests at random. What can't be planned is told in `gaps`.
 */
export function planOf(api: ApiDescription, limits: PlanLimits = planLimits): Plan {
  const plans = api.operations.map((operation) => planOfOperation(api, operation, limits));
  const total = limits.casesPerOperation * plans.length;
  const levels = phases.map((phase) =>
    shareLevel(
      plans.map((plan) => plan[phase].length),
      total,
    ),
  );
  return { operations: plans.map((plan) => limited(plan, levels)) };
}

/** The plan of one operation, within its own limit. */
function planOfOperation(api: ApiDescription, operation: Operation, { mostCases }: PlanLimits): OperationPlan {
  const gaps: PlanGap[] = [];
  const base = baseOf(api, operation, gaps);
  const none = { operation, examples: [], boundaries: [], invalid: [], random: undefined, gaps, leftOut: noneLeftOut };
  if (base === undefined) return none;
  const { parameters } = base;
  const made: OperationPlan = {
    ...none,
    examples: distinct(exampleCases(base)),
    boundaries: distinct([
      ...bodyBoundaries(base),
      ...parameters.flatMap((parameter) => parameterBoundaries(base, parameter)),
    ]),
    invalid: distinct([
      ...bodyViolations(base),
      ...parameters.flatMap((parameter) => parameterViolations(base, parameter)),
    ]),
    random: randomRequests(base),
  };
  return limited(made, [mostCases, mostCases, mostCases]);
}

const noneLeftOut = { examples: 0, boundaries: 0, invalid: 0 } as const;

function limited(plan: OperationPlan, levels: readonly number[]): OperationPlan {
  const [examples = 0, boundaries = 0, invalid = 0] = levels;
  const chosen = {
    examples: chosenCases(plan.examples, examples),
    boundaries: chosenCases(plan.boundaries, boundaries),
    invalid: chosenCases(plan.invalid, invalid),
  };
  const leftOut = (phase: PlannedCase["phase"]): number =>
    plan.leftOut[phase] + plan[phase].length - chosen[phase].length;
  return {
    ...plan,
    ...chosen,
    leftOut: { examples: leftOut("examples"), boundaries: leftOut("boundaries"), invalid: leftOut("invalid") },
  };
}

/** Without requests that were planned before: what is equal on the wire is sent once. */
function distinct(cases: readonly PlannedCase[]): readonly PlannedCase[] {
  const seen = new Set<string>();
  return cases.filter(({ call }) => {
    const key = JSON.stringify(call);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
