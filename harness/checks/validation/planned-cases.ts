import type { Operation, Parameter } from "../../brief/openapi/types.ts";
import type { PlannedCase } from "../../generate/plan/types.ts";
import type { StageContexts } from "../check.ts";
import { nameOf } from "../contract/documented.ts";
import { planFor } from "../plan-for.ts";
import { basesOf } from "./bases.ts";
import type { Case } from "./cases.ts";

type Context = StageContexts["probe"];

/**
 * The cases that the document's parameters give, written in the style that it says (lists, objects, cookies): only what stays wrong
 * as text is called wrong. With a valid body where the operation takes one. None of a parameter whose example contradicts its schema.
 */
export function plannedCases(
  context: Context,
  operation: Operation,
  isOurs: (parameter: Parameter, keyword?: string) => boolean,
): readonly Case[] {
  const plan = planFor(context.brief).operations.find((each) => each.operation.id === operation.id);
  const [base] = basesOf(context, operation);
  if (plan === undefined || (operation.requestBody?.required === true && base === undefined)) return [];
  const ours = new Map(
    operation.parameters
      .filter((parameter) => isOurs(parameter) && !contradictsItself(context, parameter))
      .map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]),
  );
  return [...plan.boundaries, ...plan.invalid]
    .filter(({ position, parameter, keyword }) => {
      const found = ours.get(`${position} ${parameter}`);
      return found !== undefined && isOurs(found, keyword);
    })
    .map((planned) => ({
      operation,
      subject: `${nameOf(operation)} ${planned.parameter} ${planned.rule}`,
      what: planned.what,
      rule: planned.rule ?? "otherwise",
      options: { ...(base === undefined ? {} : { json: base.body }), ...sentParameters(planned) },
      wanted: planned.wanted,
    }));
}

function sentParameters({ call }: PlannedCase): Case["options"] {
  return {
    ...(call.ready === undefined ? {} : { ready: call.ready }),
    ...(call.without === undefined ? {} : { without: call.without }),
  };
}

function contradictsItself({ brief }: Context, { schema, examples }: Parameter): boolean {
  return examples.some(
    ({ value }) => schema !== undefined && !brief.api.validate(schema.pointer, value, "request").valid,
  );
}
