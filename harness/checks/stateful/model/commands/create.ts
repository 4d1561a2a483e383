import { jsonOf } from "../../../../http/headers.ts";
import { isObject, type JsonObject } from "../../../json-values.ts";
import { mainResource } from "../../../main-resource.ts";
import type { Attempt } from "../attempt.ts";
import { type Command, lost } from "../command.ts";
import { isSuccess, nameOf, remember, stepOf } from "../compare.ts";
import { createdMembers, exclusionOf } from "../known.ts";

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
      const exclusion = exclusionOf(brief, attempt.model, members);
      if (exclusive?.field === id) attempt.ids.set(number, String(sent[id]));
      const { key, headers } = keyFor(attempt);
      const exchange = await api.call(operation, { json: sent, headers });
      const what = `creating one ${nameOf(attempt)}`;
      if (exclusion === "excluded" && exclusive !== undefined) {
        const { refused } = exclusive;
        const says = `${refused}, because another ${nameOf(attempt)} is in the way`;
        return stepOf(exchange, { what, says, isRight: (status) => status === refused });
      }
      const says = `success, and the new ${nameOf(attempt)}`;
      // A conflict of another kind than the brief's own rules know is documented for reasons that the model does not have.
      const isDocumented = Object.hasOwn(brief.api.operation(operation).responses, "409");
      const isOpen = exclusion === "open" || (exclusive === undefined && isDocumented);
      if (isOpen && exchange.response.status === (exclusive?.refused ?? 409)) {
        return { exchanges: [exchange], says, verdict: lost };
      }
      const step = stepOf(exchange, { what, says, isRight: isSuccess, members });
      const shown = jsonOf(exchange.response);
      const made = isObject(shown) ? shown[id] : undefined;
      if (made === undefined) return step.verdict.kind === "disagrees" ? step : { ...step, verdict: lost };
      attempt.ids.set(number, String(made));
      if (key !== undefined) attempt.requests.set(number, { json: sent, key });
      remember(attempt, { id: String(made), members, isGone: false }, exchange);
      return step;
    },
  };
}

/** A new key, where creates have one. */
function keyFor({ context, onlyOnce }: Attempt) {
  const { idempotency } = context.brief;
  if (idempotency?.operation !== mainResource(context.brief).create) return { key: undefined, headers: {} };
  const key = context.random.uuid();
  onlyOnce.add(key);
  return { key, headers: { [idempotency.header]: key } };
}
