import { propertyOf, requestSchema } from "../../../../brief/openapi/property.ts";
import type { Brief } from "../../../../brief/types.ts";
import type { JsonObject } from "../../../json-values.ts";
import { mainResource } from "../../../main-resource.ts";
import { defaultsOf, replaceRecord } from "../../replacement.ts";
import type { Command } from "../command.ts";
import { goneAnswer, isSuccess, nameOf, recordOf, stepOf } from "../compare.ts";
import { changedMembers, type Known } from "../known.ts";

/** Replaces a record. What decides where it is listed, and what it excludes, stays. */
export function replace(number: number, body: JsonObject): Command {
  return {
    examinedBy: "stateful.replace",
    effect: "changes",
    about: number,
    async run(attempt) {
      const known = recordOf(attempt, number);
      if (known === undefined) return undefined;
      const { brief } = attempt.context;
      const { replace: operation = "", exclusive, partition } = mainResource(brief);
      const kept = [partition?.field, exclusive?.field, ...(exclusive?.overlap?.interval ?? [])];
      const sent = Object.fromEntries(
        Object.entries(body).map(([member, value]) => [member, kept.includes(member) ? known.members[member] : value]),
      );
      const exchange = await replaceRecord(attempt.context, known.id, sent);
      const what = `replacing one ${nameOf(attempt)}`;
      if (known.isGone) return stepOf(exchange, { what, ...goneAnswer(attempt, operation) });
      const members = changedMembers(brief, withoutLeftOut(brief, known, sent), { ...defaultsOf(brief), ...sent });
      const says = "success, and what was sent, with defaults for the rest";
      const step = stepOf(exchange, { what, says, isRight: isSuccess, members });
      if (isSuccess(exchange.response.status)) attempt.model.set(known.id, { ...known, members });
      return step;
    },
  };
}

/** What a member without a published default is when it is left out, is open. */
function withoutLeftOut(brief: Brief, known: Known, sent: JsonObject): Known {
  const { replace: operation = "" } = mainResource(brief);
  const schema = requestSchema(brief.api.operation(operation));
  const members = Object.entries(known.members).filter(
    ([member]) =>
      Object.hasOwn(sent, member) ||
      schema === undefined ||
      propertyOf(brief.api, schema.pointer, member) === undefined,
  );
  return { ...known, members: Object.fromEntries(members) };
}
