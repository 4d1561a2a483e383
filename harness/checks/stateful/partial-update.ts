import { propertyOf, successSchema } from "../../brief/openapi/property.ts";
import { jsonOf } from "../../http/headers.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { differentMembers, isObject, type JsonObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { changeableFields } from "./changeable.ts";
import { readRecord, updateRecord } from "./read-record.ts";

type Context = StageContexts["probe"];

export default defineCheck({
  id: "stateful.partial-update",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "A change touches only the fields that were sent",
  why: "Whoever marks an order as paid must not wipe out what the customer wrote on it.",
  hint: "Change only the members that the body has: a member that is missing is not the same as one that is null. A change that is refused writes nothing at all.",
  notAskedBy: (brief) =>
    mainResource(brief).update === undefined ? "The brief publishes no change of a record." : undefined,
  async run(context) {
    const seen = tally();
    for (const change of changesOf(context)) {
      const finding = await tryChange(context, change);
      if (finding === "not here") continue;
      if (finding === undefined) seen.ok(change.subject);
      else seen.wrong(change.subject, finding);
    }
    return seen.outcome((count) => `${count} changes`) ?? nothingSeen("No change was answered with success.");
  },
});

interface Change {
  readonly subject: string;
  /** Members to create the record with, none of them null: what gets lost is seen. */
  readonly from: JsonObject;
  readonly sent: JsonObject;
  readonly isRefused: boolean;
}

function changesOf(context: Context): readonly Change[] {
  const { states } = mainResource(context.brief);
  const fields = changeableFields(context);
  const from = Object.fromEntries(fields.map(({ field, values: [first] }) => [field, first]));
  const others = Object.fromEntries(fields.map(({ field, values: [, second] }) => [field, second]));
  const moves = states === undefined ? [] : (states.transitions[states.initial] ?? []).slice(0, 1);
  const notAllowed = Object.keys(states?.transitions ?? {}).find(
    (state) => state !== states?.initial && states?.transitions[states.initial]?.includes(state) === false,
  );
  return [
    ...fields.flatMap(({ field, values: [, second], takesNull }) => [
      { subject: field, from, sent: { [field]: second }, isRefused: false },
      ...(takesNull ? [{ subject: `${field} to null`, from, sent: { [field]: null }, isRefused: false }] : []),
    ]),
    ...(states === undefined
      ? []
      : moves.map((to) => ({ subject: states.field, from, sent: { [states.field]: to }, isRefused: false }))),
    ...(states === undefined || notAllowed === undefined || fields.length === 0
      ? []
      : [
          {
            subject: "a move that is refused",
            from,
            sent: { ...others, [states.field]: notAllowed },
            isRefused: true,
          },
        ]),
  ];
}

/** "not here": the fault, if there is one, is another check's. */
async function tryChange(
  context: Context,
  { from, sent, isRefused }: Change,
): Promise<Finding | "not here" | undefined> {
  const { name } = mainResource(context.brief);
  const created = await context.records.create(from);
  const { record: before } = await readRecord(context, created.id);
  const changed = await updateRecord(context, created.id, sent);
  const { exchange: read, record: after } = await readRecord(context, created.id);
  const { status } = changed.response;
  const isTaken = status === 200 || status === 204;
  // What is refused or taken wrongly is named by contract.examples and stateful.transitions, a server error by no-server-error.
  if (before === undefined || after === undefined || isTaken === isRefused || status >= 500) return "not here";
  const evidence = { curl: changed.curl, exchanges: [changed, read] };
  const expected = { ...ownMembers(context, before), ...(isRefused ? {} : sent) };
  const different = differentMembers(expected, after);
  if (different.length > 0) {
    const names = different.join(", ");
    return {
      message: isRefused
        ? `A change that is refused has changed ${names} all the same.`
        : `A change of ${Object.keys(sent).join(", ")} leaves one ${name} with a wrong ${names}.`,
      expected: only(expected, different),
      received: only(after, different),
      ...evidence,
    };
  }
  const answered = status === 200 && !isRefused ? jsonOf(changed.response) : undefined;
  const stale = isObject(answered) ? differentMembers(ownMembers(context, after), answered) : [];
  if (stale.length === 0) return undefined;
  return {
    message: `The answer to a change shows another ${stale.join(", ")} than the ${name} has afterwards.`,
    expected: only(after, stale),
    received: isObject(answered) ? only(answered, stale) : changed.response.body.slice(0, 300),
    ...evidence,
    cause: `stale ${stale.join()}`,
  };
}

/** The documented members, without those that the server may move by itself when something changes. */
function ownMembers({ brief }: Context, record: JsonObject): JsonObject {
  const { read, states, serverFields } = mainResource(brief);
  const schema = successSchema(brief.api.operation(read));
  const isOwn = (member: string): boolean =>
    schema !== undefined &&
    propertyOf(brief.api, schema.pointer, member) !== undefined &&
    (member === states?.field || !serverFields.includes(member));
  return Object.fromEntries(Object.entries(record).filter(([member]) => isOwn(member)));
}

function only(record: JsonObject, members: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(members.map((member) => [member, record[member]])));
}
