import { headerOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { atOnce, crowdTimeoutMs } from "../at-once.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { differentMembers, type JsonObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { roundsFor } from "../rounds.ts";
import { tally } from "../share.ts";
import { readRecord } from "../stateful/read-record.ts";
import { fullReplacement, replaceRecord, shownMembers } from "../stateful/replacement.ts";

type Context = StageContexts["probe"];

const parallel = 6;
/** Measured: 0.71, for a version that is compared before the row is locked. */
const rounds = roundsFor(0.5);

export default defineCheck({
  id: "concurrency.lost-update",
  stage: "probe",
  slow: true,
  after: ["stateful.replace"],
  title: "A change that was made from an old version is refused",
  why: "Of two people who edit one article at the same time, the second must not wipe out, unseen, what the first one wrote.",
  hint: "Give each version an ETag of its own, compare If-Match with it while the row is locked (or in the UPDATE's WHERE clause), and answer 412.",
  notAskedBy: ({ resources }) =>
    Object.values(resources)[0]?.versions === undefined ? "The brief publishes no versions of a record." : undefined,
  async run(context) {
    const { id, received } = await context.records.create();
    const current = await versionOf(context, id);
    if (current.etag === undefined) {
      return { verdict: "failed", share: 0, findings: [noEtag(current.read)] };
    }
    const seen = tally();
    const old = await oldVersionFault(context, id, received, current.etag);
    if (old === undefined) seen.ok("an old version");
    else if (old !== "not here") seen.wrong("an old version", old);
    const bodies = Array.from({ length: 2 }, () => fullReplacement(context, received));
    for (let round = 1; round <= rounds && old === undefined; round += 1) {
      const finding = await raceFault(context, bodies);
      if (finding === "not here") continue;
      if (finding === undefined) seen.ok("changes at once");
      else {
        seen.wrong("changes at once", { ...finding, received: `${finding.received ?? ""} (round ${round})` });
        break;
      }
    }
    return (
      seen.outcome(() => `${rounds} times ${parallel} changes at once`) ?? {
        verdict: "blocked",
        by: "contract.no-server-error",
        reason: "The app answers with server errors.",
      }
    );
  },
});

async function versionOf(context: Context, id: string) {
  const { exchange: read } = await readRecord(context, id);
  return { read, etag: headerOf(read.response, "etag") };
}

function noEtag(read: Answered): Finding {
  return {
    message: "Reading a record gives no ETag.",
    expected: "an ETag header",
    received: read.response.headers.map(([name]) => name).join(", "),
    curl: read.curl,
    exchanges: [read],
  };
}

/** The current version can be replaced, which makes it an old one, and that one can't be. */
async function oldVersionFault(
  context: Context,
  id: string,
  record: JsonObject,
  etag: string,
): Promise<Finding | "not here" | undefined> {
  const { name, versions } = mainResource(context.brief);
  const headers = { "If-Match": etag };
  const [mine, theirs] = [fullReplacement(context, record), fullReplacement(context, record)];
  const first = await replaceRecord(context, id, mine, { headers });
  if (first.response.status >= 500) return "not here";
  if (first.response.status >= 300) {
    return {
      message: `One ${name} can't be replaced with the ETag that reading it gave.`,
      expected: "success",
      received: `${first.response.status} ${first.response.body.slice(0, 300)}`,
      curl: first.curl,
      exchanges: [first],
    };
  }
  const second = await replaceRecord(context, id, theirs, { headers });
  if (second.response.status >= 500) return "not here";
  const { exchange: read, record: after } = await readRecord(context, id);
  const changed = after === undefined ? [] : differentMembers(shownMembers(context.brief, mine), after);
  if (second.response.status === versions?.refused && changed.length === 0) return undefined;
  return {
    message: `One ${name} can be replaced with the ETag of a version that is not the current one.`,
    expected: `${versions?.refused}, and nothing changed`,
    received: `${second.response.status}${changed.length === 0 ? "" : `, and another ${changed.join(", ")}`}`,
    curl: second.curl,
    exchanges: [first, second, read],
  };
}

/** Of many replaces of one version at the same moment, one succeeds, and is what is read afterwards. */
async function raceFault(context: Context, bodies: readonly JsonObject[]): Promise<Finding | "not here" | undefined> {
  const { name, versions } = mainResource(context.brief);
  const { id } = await context.records.create();
  const { etag, read } = await versionOf(context, id);
  if (etag === undefined) return noEtag(read);
  const answers = await atOnce(
    Array.from({ length: parallel / bodies.length }, () => bodies)
      .flat()
      .map(
        (body) => () => replaceRecord(context, id, body, { headers: { "If-Match": etag }, timeoutMs: crowdTimeoutMs }),
      ),
  );
  const winners = answers.filter(({ response: { status } }) => status < 300);
  const odd = answers.filter(
    ({ response: { status } }) => status >= 300 && status < 500 && status !== versions?.refused,
  );
  const isUnclear = answers.length < parallel || answers.some(({ response: { status } }) => status >= 500);
  if (winners.length === 1 && odd.length === 0) return isUnclear ? "not here" : undefined;
  if (winners.length === 0 && isUnclear) return "not here";
  return {
    message: `Of ${parallel} changes of one version of one ${name} at the same moment, ${winners.length} succeed.`,
    expected: `one success, and ${versions?.refused} for every other`,
    received: answers.map(({ response: { status } }) => status).join(", "),
    curl: `${answers[0]?.curl}  # ${parallel} of these at the same time`,
    exchanges: [...winners, ...odd].slice(0, 3),
  };
}
