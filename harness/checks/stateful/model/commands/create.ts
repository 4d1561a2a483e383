import { jsonOf } from "../../../../http/headers.ts";
import { isObject, type JsonObject } from "../../../json-values.ts";
import { mainResource } from "../../../main-resource.ts";
import type { Attempt } from "../attempt.ts";
import { type Command, lost } from "../command.ts";
import { isSuccess, nameOf, remember, stepOf } from "../compare.ts";
import { createdMembers, isExcluded } from "../known.ts";

export interface CreatePlan {
  /** Names the record in later commands. */
  readonly number: number;
  readonly body: JsonObject;
  /** Which of the few values keeps it apart: records in one slot may exclude each other. */
  readonly slot: number;
}

/** Creates a record; refused where another one excludes it. */
export function create({ number, body, slot }: CreatePlan): Command {
  return {
    examinedBy: "stateful.create-then-read",
    effect: "creates",
    about: number,
    async run(attempt) {
      const { api, brief } = attempt.context;
      const { create: operation, id, exclusive } = mainResource(brief);
      const sent = { ...body, ...attempt.overrides, ...attempt.separator(slot) };
      const members = createdMembers(brief, sent);
      const refused = isExcluded(brief, attempt.model, members) ? exclusive?.refused : undefined;
      if (exclusive?.field === id) attempt.ids.set(number, String(sent[id]));
      const headers = keyFor(attempt, number, sent);
      const exchange = await api.call(operation, { json: sent, headers });
      const what = `creating one ${nameOf(attempt)}`;
      if (refused !== undefined) {
        const says = `${refused}, because another ${nameOf(attempt)} is in the way`;
        return stepOf(exchange, { what, says, isRight: (status) => status === refused });
      }
      const says = `success, and the new ${nameOf(attempt)}`;
      // A conflict of another kind than the brief's own rules know is documented for reasons that the model does not have.
      const isOther = exchange.response.status === 409 && exclusive === undefined;
      if (isOther && Object.hasOwn(brief.api.operation(operation).responses, "409")) {
        return { exchanges: [exchange], says, verdict: lost };
      }
      const step = stepOf(exchange, { what, says, isRight: isSuccess, members });
      const shown = jsonOf(exchange.response);
      const made = isObject(shown) ? shown[id] : undefined;
      if (made === undefined) return step.verdict.kind === "disagrees" ? step : { ...step, verdict: lost };
      attempt.ids.set(number, String(made));
      remember(attempt, { id: String(made), members, isGone: false }, exchange);
      return step;
    },
  };
}

/** A new key, where creates have one; remembered, for a retry. */
function keyFor({ context, requests, onlyOnce }: Attempt, number: number, json: JsonObject): Record<string, string> {
  const { idempotency } = context.brief;
  if (idempotency?.operation !== mainResource(context.brief).create) return {};
  const key = context.random.uuid();
  requests.set(number, { json, key });
  onlyOnce.add(key);
  return { [idempotency.header]: key };
}
