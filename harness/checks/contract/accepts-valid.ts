import type { Brief } from "../../brief/types.ts";
import type { OperationPlan } from "../../generate/plan/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { planFor } from "../plan-for.ts";
import { nothingSeen, tally } from "../share.ts";
import { documentedStatuses, nameOf } from "./documented.ts";
import { isBounded } from "./random/is-bounded.ts";
import { type Refusal, sendRandom } from "./random/send-random.ts";

/**
 * Random requests that are valid by the document. Where nothing but a document is published, a refusal counts only where one value
 * makes the difference and the document says exactly which values may stand there.
 */
export default defineCheck({
  id: "contract.accepts-valid",
  stage: "probe",
  after: ["operations.boots", "stateful.create-then-read"],
  title: "Whatever the document allows is taken",
  why: "A client that keeps to the document and is refused all the same can't be written at all.",
  hint: "Compare your own validation with openapi.yaml, rule by rule: it must not be stricter than the document anywhere.",
  async run(context) {
    const { brief } = context;
    const plan = planFor(brief);
    const seen = tally();
    for (const each of plan.operations) {
      const run = await sendRandom(context, each);
      const { operation } = each;
      const name = nameOf(operation);
      if (run?.refused !== undefined && counts(brief, each, run.refused))
        seen.wrong(name, findingOf(each, run.refused));
      else if (run?.taken === true) seen.ok(name);
    }
    return seen.outcome((count) => `${count} operations`) ?? nothingSeen("No valid request could be made at random.");
  },
});

function counts(brief: Brief, { operation }: OperationPlan, { difference }: Refusal): boolean {
  if (brief.errors !== undefined) return true;
  if (difference === undefined) return false;
  const media = operation.requestBody?.content[difference.changed.body?.mediaType ?? ""];
  return isBounded(brief, difference, media?.schema?.schema);
}

function findingOf({ operation }: OperationPlan, { exchange, difference, beside }: Refusal): Finding {
  const name = nameOf(operation);
  const value = difference?.value === undefined ? "left out" : JSON.stringify(difference.value);
  const shown = value.length > 60 ? `${value.slice(0, 57)}...` : value;
  return {
    message:
      difference === undefined
        ? `${name} does not take a request that is valid by the document.`
        : `${name} does not take ${difference.place} ${difference.value === undefined ? shown : `= ${shown}`}, which the document allows.`,
    expected: `success (of ${documentedStatuses(operation)})${beside === undefined ? "" : ", as for the request that differs from it in nothing else"}`,
    received: `${exchange.response.status} ${exchange.response.body.slice(0, 300)}`,
    curl: exchange.curl,
    exchanges: beside === undefined ? [exchange] : [beside, exchange],
    cause: `${name} ${difference?.place ?? "valid"}`,
  };
}
