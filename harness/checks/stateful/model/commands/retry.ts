import { mainResource } from "../../../main-resource.ts";
import type { Command } from "../command.ts";
import { isSuccess, nameOf, recordOf, stepOf } from "../compare.ts";

/**
 * Sends a create again with its key, as a client does that got no answer. It must lead to the same record, whatever became of that
 * in the meantime; what else the first answer said is asked by idempotency.replay.
 */
export function retry(number: number): Command {
  return {
    examinedBy: "idempotency.replay",
    effect: "changes",
    about: number,
    async run(attempt) {
      const known = recordOf(attempt, number);
      const sent = attempt.ids.has(number) ? attempt.requests.get(number) : undefined;
      const { idempotency } = attempt.context.brief;
      if (known === undefined || known.isGone || sent === undefined || idempotency === undefined) return undefined;
      const { create, id } = mainResource(attempt.context.brief);
      const exchange = await attempt.context.api.call(create, {
        json: sent.json,
        headers: { [idempotency.header]: sent.key },
      });
      const what = `repeating the create of one ${nameOf(attempt)}`;
      const says = `success, and the same ${id} as before`;
      const members = Object.hasOwn(known.members, id) ? { [id]: known.members[id] } : {};
      return stepOf(exchange, { what, says, isRight: isSuccess, members });
    },
  };
}
