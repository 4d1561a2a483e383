import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { differentMembers, isObject, type JsonObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { readRecord } from "./read-record.ts";
import {
  askedForReplace,
  defaultsOf,
  fullReplacement,
  onlyRequired,
  replaceRecord,
  shownMembers,
} from "./replacement.ts";

type Context = StageContexts["probe"];

export default defineCheck({
  id: "stateful.replace",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "A replaced record is what was sent, and nothing of what was there before",
  why: "Whoever sends the whole record means the whole record: what is left over from before is wrong from then on.",
  hint: "On PUT, set every column: to what was sent, or to its default where a member is left out (RFC 9110 9.3.4). Answer an unknown id with the documented status.",
  notAskedBy: askedForReplace,
  async run(context) {
    const seen = tally();
    const { id, received } = await context.records.create();
    const full = fullReplacement(context, received);
    const least = onlyRequired(context.brief, full);
    for (const { subject, sent, expected } of [
      { subject: "with every member", sent: full, expected: full },
      {
        subject: "with only what is required",
        sent: least,
        expected: { ...defaultsOf(context.brief), ...least },
      },
    ]) {
      const replaced = await replaceRecord(context, id, sent);
      const finding = await faultOf(context, id, replaced, shownMembers(context.brief, expected), subject);
      if (finding === "not here") continue;
      if (finding === undefined) seen.ok(subject);
      else seen.wrong(subject, finding);
    }
    const unknown = await unknownFault(context, full);
    if (unknown === undefined) seen.ok("an unknown id");
    else if (unknown !== "not here") seen.wrong("an unknown id", unknown);
    return seen.outcome((count) => `${count} replacements`) ?? nothingSeen("No replace was answered.");
  },
});

/** "not here": a server error, which contract.no-server-error names. */
async function faultOf(
  context: Context,
  id: string,
  replaced: Answered,
  expected: JsonObject,
  subject: string,
): Promise<Finding | "not here" | undefined> {
  const { name } = mainResource(context.brief);
  const { status } = replaced.response;
  const { exchange: read, record } = await readRecord(context, id);
  if (status >= 500) return "not here";
  const evidence = { curl: replaced.curl, exchanges: [replaced, read] };
  if (status >= 300 || record === undefined) {
    return {
      message: `One ${name} can't be replaced ${subject}.`,
      expected: "success, and the new one afterwards",
      received: `${status} ${replaced.response.body.slice(0, 300)}, then ${read.response.status}`,
      ...evidence,
    };
  }
  const different = differentMembers(expected, record);
  if (different.length > 0) {
    return {
      message: `One ${name} that was replaced ${subject} has a wrong ${different.join(", ")}.`,
      expected: only(expected, different),
      received: only(record, different),
      ...evidence,
    };
  }
  const answer = status === 200 ? jsonOf(replaced.response) : undefined;
  const stale = isObject(answer) ? differentMembers(expected, answer) : [];
  if (stale.length === 0) return undefined;
  return {
    message: `The answer to a replace shows another ${stale.join(", ")} than the ${name} has afterwards.`,
    expected: only(expected, stale),
    received: isObject(answer) ? only(answer, stale) : "",
    ...evidence,
    cause: `stale ${stale.join()}`,
  };
}

/** Where the document has a replace create nothing (no 201), an id that nobody has is refused, and is not there afterwards. */
async function unknownFault(context: Context, json: JsonObject): Promise<Finding | "not here" | undefined> {
  const { brief, random } = context;
  const { name, id: member, replace, exclusive } = mainResource(brief);
  const responses = replace === undefined ? {} : brief.api.operation(replace).responses;
  if (Object.hasOwn(responses, "201") || !Object.hasOwn(responses, "404")) return "not here";
  const id = exclusive?.field === member ? String(context.records.body()[member]) : random.uuid();
  const replaced = await replaceRecord(context, id, json);
  const { exchange: read } = await readRecord(context, id);
  const { status } = replaced.response;
  if (status >= 500 || read.response.status >= 500) return "not here";
  if (status === 404 && read.response.status !== 200) return undefined;
  return {
    message: `To replace one ${name} that does not exist is not answered with 404, or creates it.`,
    expected: "404, and nothing there afterwards",
    received: `${status} ${replaced.response.body.slice(0, 200)}, then reading it gives ${read.response.status}`,
    curl: replaced.curl,
    exchanges: [replaced, read],
  };
}

function only(record: JsonObject, members: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(members.map((member) => [member, record[member]])));
}
