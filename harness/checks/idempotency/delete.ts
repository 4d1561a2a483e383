import type { Finding } from "../../types/outcome.ts";
import { atOnce, crowdTimeoutMs } from "../at-once.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { deleteRecord } from "../stateful/delete-record.ts";
import { readRecord } from "../stateful/read-record.ts";

type Context = StageContexts["probe"];

const parallel = 8;
/** Four rounds of six missed a delete that does not wait for a lock in one of four runs. */
const rounds = 16;

export default defineCheck({
  id: "idempotency.delete",
  stage: "probe",
  slow: true,
  after: ["stateful.delete"],
  title: "A delete that is sent again at the same moment leaves the record gone, and says so",
  why: "When an answer gets lost on the way, the client sends again: it must learn that the record is gone, and nothing may come back.",
  hint: "Delete in one statement and look at the number of rows: whoever comes second finds none (RFC 9110 9.2.2).",
  notAskedBy: ({ resources }) =>
    Object.values(resources)[0]?.delete === undefined ? "The brief publishes no delete of a record." : undefined,
  async run(context) {
    const seen = tally();
    for (let round = 1; round <= rounds; round += 1) {
      const finding = await repeatFault(context);
      if (finding === "not here") continue;
      if (finding === undefined) seen.ok("deletes at once");
      else {
        seen.wrong("deletes at once", finding);
        break;
      }
    }
    return seen.outcome(() => `${rounds} times ${parallel} deletes at once`) ?? nothingSeen("No delete was answered.");
  },
});

/** "not here": server errors, which contract.no-server-error names. */
async function repeatFault(context: Context): Promise<Finding | "not here" | undefined> {
  const { name, delete: removal } = mainResource(context.brief);
  const { id } = await context.records.create();
  const answers = await atOnce(
    Array.from({ length: parallel }, () => () => deleteRecord(context, id, { timeoutMs: crowdTimeoutMs })),
  );
  const { exchange: read } = await readRecord(context, id);
  if (answers.some(({ response: { status } }) => status >= 500) || read.response.status >= 500) return "not here";
  const [first] = answers;
  const odd = answers.find(({ response: { status } }) => status >= 300 && status !== removal?.repeated);
  if (odd !== undefined) {
    return {
      message: `Of ${parallel} deletes of one ${name} at the same moment, one is answered otherwise than documented.`,
      expected: `success, or ${removal?.repeated}`,
      received: `${odd.response.status} ${odd.response.body.slice(0, 300)}`,
      curl: `${odd.curl}  # ${parallel} of these at the same time`,
      exchanges: [odd],
    };
  }
  if (read.response.status !== 200) return undefined;
  return {
    message: `One ${name} that was deleted ${parallel} times at the same moment is still there.`,
    expected: "404",
    received: `${read.response.status} ${read.response.body.slice(0, 300)}`,
    curl: `${first?.curl}  # ${parallel} of these at the same time`,
    exchanges: [...answers.slice(0, 2), read],
  };
}
