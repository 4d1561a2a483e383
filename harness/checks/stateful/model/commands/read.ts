import { mainResource } from "../../../main-resource.ts";
import { readRecord } from "../../read-record.ts";
import type { Command } from "../command.ts";
import { goneAnswer, isSuccess, nameOf, recordOf, remember, stepOf } from "../compare.ts";

/** Reads the record that the create with this number made. */
export function read(number: number): Command {
  return {
    examinedBy: "stateful.create-then-read",
    effect: "looks-at-record",
    about: number,
    async run(attempt) {
      const known = recordOf(attempt, number);
      if (known === undefined) return undefined;
      const { exchange } = await readRecord(attempt.context, known.id);
      const what = `reading one ${nameOf(attempt)}`;
      if (known.isGone) {
        return stepOf(exchange, { what, ...goneAnswer(attempt, mainResource(attempt.context.brief).read) });
      }
      const says = `200, and the ${nameOf(attempt)} as it is`;
      const step = stepOf(exchange, { what, says, isRight: isSuccess, members: known.members });
      if (step.verdict.kind === "agrees") remember(attempt, known, exchange);
      return step;
    },
  };
}
