import { propertyOf, requestSchema } from "../../brief/openapi/property.ts";
import { makeRecord } from "../../brief/request-body.ts";
import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { isObject, sameValue } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { readRecord, updateRecord } from "./read-record.ts";
import { fullReplacement, replaceRecord } from "./replacement.ts";

type Context = StageContexts["probe"];

export default defineCheck({
  id: "stateful.server-fields",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "A client can't set what only the server sets",
  why: "A customer who can send the total, or that the order is paid, chooses what to pay.",
  hint: "Take only the documented members from the body, by name or with a schema; never pass the whole body on to the model.",
  notAskedBy: (brief) =>
    mainResource(brief).serverFields.length === 0 ? "The brief names no fields of the server." : undefined,
  async run(context) {
    const { create, update, replace, serverFields } = mainResource(context.brief);
    const seen = tally();
    for (const [operation, attempt] of [
      [create, tryCreate],
      [update, tryUpdate],
      [replace, tryReplace],
    ] as const) {
      for (const field of operation === undefined ? [] : fieldsOutside(context, operation, serverFields)) {
        const finding = await attempt(context, field);
        if (finding === undefined) seen.ok(`${operation} ${field}`);
        else seen.wrong(`${operation} ${field}`, finding);
      }
    }
    return seen.outcome((count) => `${count} attempts`) ?? nothingSeen("The documented bodies take every field.");
  },
});

/** The fields that the operation's documented body does not have. */
function fieldsOutside({ brief }: Context, operation: string, fields: readonly string[]): readonly string[] {
  const body = requestSchema(brief.api.operation(operation));
  return fields.filter((field) => body !== undefined && propertyOf(brief.api, body.pointer, field) === undefined);
}

/** Refusing such a body is right, and so is ignoring the member; a server error is named by contract.no-server-error. */
async function tryCreate(context: Context, field: string): Promise<Finding | undefined> {
  const { api, brief, records } = context;
  const { create, id } = mainResource(brief);
  // What the server computes from this body is known from the first time.
  const usual = await records.create();
  const wanted = otherValue(context, field, usual.received[field]);
  const created = await api.call(create, { json: records.again({ ...usual.sent, [field]: wanted }) });
  const body = created.response.status < 300 ? jsonOf(created.response) : undefined;
  if (!isObject(body)) return undefined;
  return await setFinding(context, { field, wanted, id: String(body[id]), exchange: created, to: "creating" });
}

async function tryUpdate(context: Context, field: string): Promise<Finding | undefined> {
  const { id, received } = await context.records.create();
  const wanted = otherValue(context, field, received[field]);
  const changed = await updateRecord(context, id, { [field]: wanted });
  if (changed.response.status >= 300) return undefined;
  return await setFinding(context, { field, wanted, id, exchange: changed, to: "changing" });
}

async function tryReplace(context: Context, field: string): Promise<Finding | undefined> {
  const { id, received } = await context.records.create();
  const wanted = otherValue(context, field, received[field]);
  const replaced = await replaceRecord(context, id, { ...fullReplacement(context, received), [field]: wanted });
  if (replaced.response.status >= 300) return undefined;
  return await setFinding(context, { field, wanted, id, exchange: replaced, to: "replacing" });
}

/** A valid value of the field that is not the one the server chose. */
function otherValue({ brief, random }: Context, field: string, chosen: unknown): unknown {
  const { read, states } = mainResource(brief);
  if (field === states?.field) return Object.keys(states.transitions).find((state) => state !== chosen);
  const values = Array.from({ length: 20 }, () => makeRecord(brief.api, read, random)[field]);
  return values.find((value) => !sameValue(value, chosen)) ?? null;
}

interface Attempt {
  readonly field: string;
  readonly wanted: unknown;
  readonly id: string;
  readonly exchange: Answered;
  readonly to: string;
}

async function setFinding(
  context: Context,
  { field, wanted, id, exchange, to }: Attempt,
): Promise<Finding | undefined> {
  const { name } = mainResource(context.brief);
  const { exchange: read, record } = await readRecord(context, id);
  if (record === undefined || !sameValue(record[field], wanted)) return undefined;
  return {
    message: `A client can set ${field} by ${to} one ${name} with it.`,
    expected: `a refusal, or a ${field} of the server's own`,
    received: `${field} ${JSON.stringify(record[field])}`,
    curl: exchange.curl,
    exchanges: [exchange, read],
  };
}
