import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { type CreatedRecord, defineCheck, type StageContexts } from "../check.ts";
import { differentMembers, isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen, tally } from "../share.ts";
import { walkPages } from "../pages/walk-pages.ts";
import { deleteRecord } from "./delete-record.ts";
import { readRecord } from "./read-record.ts";

type Context = StageContexts["probe"];

/** What became of one consequence: undefined where it is right, "not here" where the fault is another check's. */
type Verdict = Finding | "not here" | undefined;

export default defineCheck({
  id: "stateful.delete",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "What was deleted is gone, and nothing else is",
  why: "What customers had deleted must not show up again, and must not take with it what they wanted to keep.",
  hint: "Delete the one row by its id, look at the number of rows, and answer 404 (or what is documented) where there was none.",
  notAskedBy: ({ resources }) =>
    Object.values(resources)[0]?.delete === undefined ? "The brief publishes no delete of a record." : undefined,
  async run(context) {
    const { overrides, query } = partitionQuery(context);
    const deleted = await context.records.create(overrides);
    const neighbour = await context.records.create(overrides);
    const answer = await deleteRecord(context, deleted.id);
    const seen = tally();
    for (const [subject, verdict] of [
      ["the answer", await answerFault(context, answer)],
      ["reading it", await readFault(context, deleted, answer)],
      ["the list", await listFault(context, deleted, neighbour, query)],
      ["deleting it again", await repeatedFault(context, deleted)],
      ["another record", await neighbourFault(context, neighbour, answer)],
      ["its id", await reuseFault(context, deleted)],
    ] as const) {
      if (verdict === "not here") continue;
      if (verdict === undefined) seen.ok(subject);
      else seen.wrong(subject, verdict);
    }
    return seen.outcome((count) => `${count} consequences`) ?? nothingSeen("The delete was not answered.");
  },
});

async function answerFault({ brief }: Context, answer: Answered): Promise<Verdict> {
  const { status, body } = answer.response;
  if (status >= 500) return "not here";
  if (status < 300) return undefined;
  return {
    message: `One ${mainResource(brief).name} can't be deleted.`,
    expected: "success",
    received: `${status} ${body.slice(0, 300)}`,
    curl: answer.curl,
    exchanges: [answer],
  };
}

async function readFault(context: Context, { id }: CreatedRecord, answer: Answered): Promise<Verdict> {
  const { exchange: read } = await readRecord(context, id);
  const { status } = read.response;
  if (answer.response.status >= 300 || status >= 500) return "not here";
  if (status === 404 || status === 410) return undefined;
  return {
    message: `One ${mainResource(context.brief).name} that was deleted can still be read.`,
    expected: "404",
    received: `${status} ${read.response.body.slice(0, 300)}`,
    curl: read.curl,
    exchanges: [answer, read],
  };
}

async function listFault(
  context: Context,
  deleted: CreatedRecord,
  neighbour: CreatedRecord,
  query: Readonly<Record<string, string>>,
): Promise<Verdict> {
  const { list, id, name } = mainResource(context.brief);
  if (list === undefined || Object.keys(query).length === 0) return "not here";
  const walk = await walkPages(context, { query });
  const listed = walk.items.filter(isObject).map((item) => String(item[id]));
  const [first] = walk.exchanges;
  // A list that does not show the other one, either, is no list: stateful.create-then-list names it.
  if (walk.stopped !== undefined || first === undefined || !listed.includes(neighbour.id)) return "not here";
  if (!listed.includes(deleted.id)) return undefined;
  return {
    message: `The list still shows one ${name} that was deleted.`,
    expected: `no ${deleted.id}`,
    received: listed.join(", "),
    curl: first.curl,
    exchanges: [first],
  };
}

async function repeatedFault(context: Context, { id }: CreatedRecord): Promise<Verdict> {
  const { name, delete: removal } = mainResource(context.brief);
  const again = await deleteRecord(context, id);
  const { status, body } = again.response;
  if (status === removal?.repeated) return undefined;
  return {
    message: `To delete one ${name} that was deleted before is not answered as documented.`,
    expected: String(removal?.repeated),
    received: `${status} ${body.slice(0, 300)}`,
    curl: again.curl,
    exchanges: [again],
  };
}

async function neighbourFault(context: Context, neighbour: CreatedRecord, answer: Answered): Promise<Verdict> {
  const { exchange: read, record } = await readRecord(context, neighbour.id);
  if (read.response.status >= 500) return "not here";
  if (record !== undefined && differentMembers(neighbour.received, record).length === 0) return undefined;
  return {
    message: `To delete one ${mainResource(context.brief).name} deletes or changes another.`,
    expected: JSON.stringify(neighbour.received),
    received: `${read.response.status} ${read.response.body.slice(0, 500)}`,
    curl: read.curl,
    exchanges: [answer, read],
  };
}

/** An id that the client chooses is free again: what is created with it is what is read. */
async function reuseFault(context: Context, { id, sent }: CreatedRecord): Promise<Verdict> {
  const { create, id: member, name, exclusive } = mainResource(context.brief);
  if (exclusive?.field !== member) return "not here";
  const { exchange: gone } = await readRecord(context, id);
  if (gone.response.status === 200) return "not here";
  const created = await context.api.call(create, { json: sent });
  const { exchange: read, record } = await readRecord(context, id);
  if (created.response.status >= 500) return "not here";
  if (created.response.status < 300 && record !== undefined && differentMembers(sent, record).length === 0) {
    return undefined;
  }
  return {
    message: `After one ${name} was deleted, none can be created with its ${member}.`,
    expected: `success, and the new ${name} afterwards`,
    received: `${created.response.status} ${created.response.body.slice(0, 300)}, then ${read.response.status}`,
    curl: created.curl,
    exchanges: [created, read],
  };
}
