import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { type CreatedRecord, defineCheck, type StageContexts } from "../check.ts";
import { differentMembers } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { readRecord } from "./read-record.ts";

type Context = StageContexts["probe"];

export default defineCheck({
  id: "stateful.exclusive",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "What is taken can't be taken a second time",
  why: "Two articles with one number, or two parties in one room, are found out when it is too late.",
  hint: "Put a UNIQUE (or EXCLUDE) constraint into the schema, and answer its violation with the documented status.",
  notAskedBy: ({ resources }) =>
    Object.values(resources)[0]?.exclusive === undefined ? "In this brief no record excludes another." : undefined,
  async run(context) {
    const { create, id, exclusive } = mainResource(context.brief);
    if (exclusive === undefined) throw new Error("not asked by this brief");
    const created = await context.records.create();
    const { sent } = created;
    const seen = tally();
    // With a chosen id, one that differs in everything else is excluded, too.
    const other = { ...context.records.body(), [exclusive.field]: sent[exclusive.field] };
    for (const [subject, json] of [
      ["an equal one", sent] as const,
      ...(exclusive.field === id ? [[`another one with the same ${id}`, other] as const] : []),
    ]) {
      const again = await context.api.call(create, { json });
      const finding = await faultOf(context, created, again, subject);
      if (finding === "not here") continue;
      if (finding === undefined) seen.ok(subject);
      else seen.wrong(subject, finding);
    }
    return seen.outcome((count) => `${count} creates`) ?? nothingSeen("Every create was answered with a server error.");
  },
});

/** "not here": a server error, which contract.no-server-error names. */
async function faultOf(
  context: Context,
  created: CreatedRecord,
  again: Answered,
  subject: string,
): Promise<Finding | "not here" | undefined> {
  const { name, exclusive } = mainResource(context.brief);
  const { exchange: read, record } = await readRecord(context, created.id);
  const { status } = again.response;
  if (status >= 500) return "not here";
  const evidence = { curl: again.curl, exchanges: [created.exchange, again, read] };
  if (status !== exclusive?.refused) {
    return {
      message: `After one ${name}, ${subject} is not refused as documented.`,
      expected: String(exclusive?.refused),
      received: `${status} ${again.response.body.slice(0, 300)}`,
      ...evidence,
    };
  }
  const changed = record === undefined ? undefined : differentMembers(created.received, record);
  if (changed?.length === 0) return undefined;
  return {
    message: `To refuse ${subject} changes the ${name} that was there.`,
    expected: JSON.stringify(created.received),
    received: `${read.response.status} ${read.response.body.slice(0, 1000)}`,
    ...evidence,
  };
}
