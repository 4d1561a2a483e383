import { makeBody } from "../../../brief/request-body.ts";
import type { Brief } from "../../../brief/types.ts";
import type { Random } from "../../../types/random.ts";
import type { StageContexts } from "../../check.ts";
import type { JsonObject } from "../../json-values.ts";
import { mainResource } from "../../main-resource.ts";
import { timeText } from "../../time-text.ts";
import { type Changeable, changeableFields } from "../changeable.ts";
import type { Command } from "./command.ts";
import { create } from "./commands/create.ts";
import { list } from "./commands/list.ts";
import { read } from "./commands/read.ts";
import { remove } from "./commands/remove.ts";
import { replace } from "./commands/replace.ts";
import { retry } from "./commands/retry.ts";
import { takeSome } from "./commands/take-some.ts";
import { update } from "./commands/update.ts";
import { filterValues } from "./filter-values.ts";

type Context = StageContexts["probe"];

/** Few records in few slots: what is done to one soon meets what was done to another. */
const mostRecords = 5;
const slots = 2;
const mostTaken = 6;
const firstMs = Date.UTC(2026, 6, 6, 9);
const halfHourMs = 1_800_000;

/** Makes sequences of random commands. What can be changed is found out once. */
export function planner(context: Context): (length: number) => readonly Command[] {
  const changeable = ownFields(context);
  return (length) => {
    let made = 0;
    const newRecord = (): Command => {
      made += 1;
      return create({ number: made, body: newBody(context), slot: context.random.integer(1, slots) });
    };
    const first = newRecord();
    const others = Array.from({ length: length - 1 }, () => {
      const wantsRecord = made < mostRecords && context.random.next() < 0.2;
      return wantsRecord ? newRecord() : onRecord(context, changeable, context.random.integer(1, made));
    });
    const ends = Array.from({ length: made }, (_, index) => read(index + 1));
    return [first, ...others, ...ends, ...(isListed(context.brief) ? [wholeList] : [])];
  };
}

const wholeList = list({ filters: {}, sort: undefined, limit: undefined });

/** A command about a record that was made before, or about the list: each kind that the brief publishes, the changing ones most. */
function onRecord(context: Context, changeable: readonly Changeable[], number: number): Command {
  const { brief, random } = context;
  const { update: updates, replace: replaces, delete: removal, states, actions } = mainResource(brief);
  const operations = Object.keys(actions);
  const makers: readonly (readonly [weight: number, make: () => Command])[] = [
    [2, () => read(number)],
    [isListed(brief) ? 5 : 0, () => someList(context)],
    [updates !== undefined && changeable.length > 0 ? 3 : 0, () => update(number, someFields(random, changeable))],
    [updates !== undefined && states !== undefined ? 3 : 0, () => update(number, someMove(context, changeable))],
    [replaces === undefined ? 0 : 3, () => replace(number, replacement(context))],
    [removal === undefined ? 0 : 2, () => remove(number)],
    [operations.length === 0 ? 0 : 4, () => takeSome(number, random.pick(operations), random.integer(1, mostTaken))],
    [brief.idempotency?.operation === mainResource(brief).create ? 2 : 0, () => retry(number)],
  ];
  const bag = makers.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));
  return random.pick(bag)();
}

/** A new record; with little to take from, at one of few times, so that some exclude each other. */
function newBody({ brief, records, random }: Context): JsonObject {
  const { exclusive } = mainResource(brief);
  const begin = firstMs + random.integer(0, 3) * halfHourMs;
  const [from, to] = exclusive?.overlap?.interval ?? [];
  const interval =
    from === undefined || to === undefined
      ? {}
      : { [from]: timeText(begin, "Z"), [to]: timeText(begin + random.integer(1, 3) * halfHourMs, "Z") };
  return { ...records.body(), ...interval, ...someToTake(brief, random) };
}

function someToTake(brief: Brief, random: Random): JsonObject {
  const actions = Object.values(mainResource(brief).actions);
  return Object.fromEntries(
    actions.map(({ from, notBelow }) => [from, notBelow + random.integer(0, 2 * mostTaken)] as const),
  );
}

function replacement({ brief, random }: Context): JsonObject {
  const { replace: operation = "" } = mainResource(brief);
  return { ...makeBody(brief.api, operation, random), ...someToTake(brief, random) };
}

/** One or two members with other values. */
function someFields(random: Random, changeable: readonly Changeable[]): JsonObject {
  const chosen = random.shuffle(changeable).slice(0, random.integer(1, 2));
  return Object.fromEntries(
    chosen.map(({ field, values, takesNull }) => [
      field,
      takesNull && random.next() < 0.3 ? null : random.pick(values),
    ]),
  );
}

/** A move to any state, allowed or not; now and then other members are changed with it. */
function someMove({ brief, random }: Context, changeable: readonly Changeable[]): JsonObject {
  const { states } = mainResource(brief);
  const others = changeable.length > 0 && random.next() < 0.2 ? someFields(random, changeable) : {};
  return states === undefined ? others : { ...others, [states.field]: random.pick(Object.keys(states.transitions)) };
}

/** Up to one filter, any published order, and pages of any size. */
function someList({ brief, random }: Context): Command {
  const sorts = brief.pagination?.parameters.sort === undefined ? [] : Object.keys(brief.pagination.sort?.keys ?? {});
  const values = filterValues(brief, random);
  const [parameter, value] = values.length > 0 && random.next() < 0.5 ? random.pick(values) : [];
  const sort =
    sorts.length > 0 && random.next() < 0.3 ? random.pick(sorts.flatMap((key) => [key, `-${key}`])) : undefined;
  const limit = brief.pagination !== undefined && random.next() < 0.3 ? random.integer(2, 3) : undefined;
  return list({
    filters: parameter === undefined || value === undefined ? {} : { [parameter]: value },
    sort,
    limit,
  });
}

/** Without a partition, a list shows the records of others, too, and nothing can be said about it. */
function isListed(brief: Brief): boolean {
  const { list: operation, partition } = mainResource(brief);
  return operation !== undefined && partition !== undefined;
}

/** The fields that can be changed without a consequence for which records are listed together, or exclude each other. */
function ownFields(context: Context): readonly Changeable[] {
  const { partition, exclusive } = mainResource(context.brief);
  const others = [partition?.field, exclusive?.field, ...(exclusive?.overlap?.interval ?? [])];
  return changeableFields(context).filter(({ field }) => !others.includes(field));
}
