import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import { defineCheck } from "../check.ts";
import { isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { askedForIdempotency, idempotencyOf } from "./asked.ts";

export default defineCheck({
  id: "idempotency.distinct",
  stage: "probe",
  after: ["idempotency.replay"],
  title: "Two equal creates with two keys are two records",
  why: "A customer who orders the same thing twice wants it twice: only the key says what is a repetition.",
  hint: "Look answers up by the key, never by the body.",
  notAskedBy: askedForIdempotency,
  async run({ api, brief, random, records }) {
    const { name, id } = mainResource(brief);
    const { operation, header } = idempotencyOf(brief);
    const json = records.body();
    const create = async () => await api.call(operation, { json, headers: { [header]: random.uuid() } });
    const first = await create();
    const second = await create();
    const ids = [first, second].map((exchange) => idOf(exchange, id));
    const isRefused = second.response.status >= 400 && second.response.status < 500;
    if (!isRefused && (ids[0] === undefined || ids[0] !== ids[1])) return { verdict: "passed" };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: `A second ${name} with a new key is taken for a repetition of the first.`,
          expected: `another ${name}`,
          received: isRefused
            ? `${second.response.status} ${second.response.body.slice(0, 300)}`
            : `the ${name} ${ids[0]} again`,
          curl: second.curl,
          exchanges: [first, second],
        },
      ],
    };
  },
});

function idOf({ response }: Answered, member: string): string | undefined {
  const body = response.status < 300 ? jsonOf(response) : undefined;
  return isObject(body) ? String(body[member]) : undefined;
}
