import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { type CreatedRecord, defineCheck, type StageContexts } from "../check.ts";
import { differentMembers, isObject, type JsonObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { tally } from "../share.ts";

const records = 4;

export default defineCheck({
  id: "stateful.create-then-read",
  stage: "probe",
  after: ["operations.boots"],
  title: "What was created is what is read, field by field",
  why: "A service that loses or changes what it was given can't be trusted with anything.",
  hint: "Store every field of the request, and answer with what was stored.",
  async run(context) {
    const { api, brief } = context;
    const resource = mainResource(brief);
    const seen = tally();
    for (let made = 0; made < records; made += 1) {
      const created = await context.records.create();
      const read = await api.call(resource.read, { path: { [resource.pathParameter]: created.id } });
      const finding = faultOf(context, created, read);
      if (finding === undefined) seen.ok(created.id);
      else seen.wrong(created.id, finding);
    }
    return seen.outcome((count) => `${count} new records`) ?? { verdict: "passed" };
  },
});

function faultOf(
  { brief }: StageContexts["probe"],
  { sent, received, exchange }: CreatedRecord,
  read: Answered,
): Finding | undefined {
  const { name } = mainResource(brief);
  const body = jsonOf(read.response);
  const evidence = { curl: read.curl, exchanges: [exchange, read] };
  if (read.response.status !== 200 || !isObject(body)) {
    return {
      message: `A new ${name} can't be read.`,
      expected: `200 and the ${name}`,
      received: `${read.response.status} ${read.response.body.slice(0, 300)}`,
      ...evidence,
    };
  }
  const lost = differentMembers(sent, received);
  if (lost.length > 0) return difference(`The answer to creating one ${name}`, lost, sent, received, evidence);
  const changed = differentMembers(received, body);
  return changed.length === 0 ? undefined : difference(`Reading a new ${name}`, changed, received, body, evidence);
}

function difference(
  what: string,
  members: readonly string[],
  expected: JsonObject,
  received: JsonObject,
  evidence: Partial<Finding>,
): Finding {
  const only = (value: JsonObject): string =>
    JSON.stringify(Object.fromEntries(members.map((member) => [member, value[member]])));
  return {
    message: `${what} shows another value for ${members.join(", ")} than before.`,
    expected: only(expected),
    received: only(received),
    ...evidence,
  };
}
