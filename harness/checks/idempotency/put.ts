import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { atOnce, crowdTimeoutMs } from "../at-once.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { differentMembers } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { readRecord } from "../stateful/read-record.ts";
import { askedForReplace, fullReplacement, replaceRecord, shownMembers } from "../stateful/replacement.ts";

type Context = StageContexts["probe"];

const parallel = 6;
const rounds = 12;

export default defineCheck({
  id: "idempotency.put",
  stage: "probe",
  slow: true,
  after: ["stateful.replace"],
  title: "A replace that is sent again, also at the same moment, changes nothing more",
  why: "When an answer gets lost on the way, the client sends again: that must neither fail nor add anything.",
  hint: "Write the values that were sent, whatever is there: no difference to it, no delete and insert, no refusal because nothing changes (RFC 9110 9.2.2).",
  notAskedBy: askedForReplace,
  async run(context) {
    const seen = tally();
    for (let round = 1; round <= rounds; round += 1) {
      const subject = round === 1 ? "one after the other" : "at the same moment";
      const finding = await repeatFault(context, round > 1);
      if (finding === "not here") continue;
      if (finding === undefined) seen.ok(subject);
      else {
        seen.wrong(subject, { ...finding, message: `${finding.message} (${subject})` });
        if (round > 1) break;
      }
    }
    return seen.outcome((count) => `${count} ways to repeat`) ?? nothingSeen("No replace was answered.");
  },
});

/** "not here": server errors, which contract.no-server-error names. */
async function repeatFault(context: Context, isRace: boolean): Promise<Finding | "not here" | undefined> {
  const { name } = mainResource(context.brief);
  const { id, received } = await context.records.create();
  const sent = fullReplacement(context, received);
  const send = () => replaceRecord(context, id, sent, { timeoutMs: crowdTimeoutMs });
  const answers: readonly Answered[] = isRace
    ? await atOnce(Array.from({ length: parallel }, () => send))
    : [await send(), await send(), await send()];
  const { exchange: read, record } = await readRecord(context, id);
  if (answers.some(({ response: { status } }) => status >= 500) || read.response.status >= 500) return "not here";
  const [first] = answers;
  const refused = answers.find(({ response: { status } }) => status >= 300);
  if (refused !== undefined) {
    return {
      message: `A replace of one ${name} that is repeated is refused.`,
      expected: `${first?.response.status}, as for the first one`,
      received: `${refused.response.status} ${refused.response.body.slice(0, 300)}`,
      curl: refused.curl,
      exchanges: [...answers.slice(0, 1), refused],
    };
  }
  const expected = shownMembers(context.brief, sent);
  const different = record === undefined ? Object.keys(expected) : differentMembers(expected, record);
  if (different.length === 0) return undefined;
  return {
    message: `One ${name} that is replaced again with the same body has a wrong ${different.join(", ")}.`,
    expected: JSON.stringify(expected),
    received: `${read.response.status} ${read.response.body.slice(0, 1000)}`,
    ...(first === undefined ? {} : { curl: first.curl }),
    exchanges: [...answers.slice(0, 2), read],
  };
}
