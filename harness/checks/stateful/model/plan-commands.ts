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
const mostRecords = 8;
const newRecordShare = 0.25;
const listShare = 0.35;
const slots = 2;
const mostTaken = 6;
const firstMs = Date.UTC(2026, 6, 6, 9);
const halfHourMs = 1_800_000;

/** Makes sequences of random commands. What can be changed is found out once. */
export function planner(context: Context): (length: number) => readonly Command[] {
  const { brief, random } = context;
  const changeable = ownFields(context);
  return (length) => {
    let made = 0;
    const newRecord = (): Command => {
      made += 1;
      return create({ number: made, body: newBody(context), slot: random.integer(1, slots) });
    };
    // Most commands are about the first two: what is done once to each of many records shows little.
    const someRecord = (): number => random.integer(1, random.next() < 0.7 ? Math.min(made, 2) : made);
    // A list that was asked for is asked for again: that it lags behind shows only then.
    const lists: Command[] = isListed(brief) ? [wholeList] : [];
    const oldOrNewList = (): Command => {
      if (random.next() < 0.6) return random.pick(lists);
      const fresh = someList(context);
      lists.push(fresh);
      return fresh;
    };
    const onRecord = makersOf(context, changeable);
    const others = (): Command => {
      if (made < mostRecords && random.next() < newRecordShare) return newRecord();
      return lists.length > 0 && random.next() < listShare ? oldOrNewList() : random.pick(onRecord)(someRecord());
    };
    const commands = [newRecord(), ...Array.from({ length: length - 1 }, others)];
    const numbers = Array.from({ length: made }, (_, index) => index + 1);
    // At the end, the list shows every record; where there is none, each is read.
    const ends = lists.length > 0 ? [...numbers.slice(0, 2).map(read), wholeList] : numbers.map(read);
    return [...commands, ...(takesKeys(brief) ? numbers.slice(0, 2).map(retry) : []), ...ends];
  };
}

const wholeList = list({ filters: {}, sort: undefined, limit: undefined });

/** Commands about one record: each kind that the brief publishes, as often as it stands here. */
function makersOf(context: Context, changeable: readonly Changeable[]): readonly ((number: number) => Command)[] {
  const { brief, random } = context;
  const { update: updates, replace: replaces, delete: removal, states, actions } = mainResource(brief);
  const canUpdate = updates !== undefined && changeable.length > 0;
  const canMove = updates !== undefined && states !== undefined;
  const operations = Object.keys(actions);
  const weighted: readonly (readonly [weight: number, make: (number: number) => Command])[] = [
    [2, read],
    [canUpdate ? 3 : 0, (number) => update(number, someFields(random, changeable))],
    [canMove ? 3 : 0, (number) => update(number, someMove(context, changeable), states?.field)],
    [replaces === undefined ? 0 : 3, (number) => replace(number, replacement(context))],
    [removal === undefined ? 0 : 2, remove],
    [
      operations.length === 0 ? 0 : 4,
      (number) => takeSome(number, random.pick(operations), random.integer(1, mostTaken)),
    ],
    [takesKeys(brief) ? 2 : 0, retry],
  ];
  return weighted.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));
}

function takesKeys({ idempotency, ...brief }: Brief): boolean {
  return idempotency !== undefined && idempotency.operation === Object.values(brief.resources)[0]?.create;
}

/** A new record; with enough to take from once or twice, at one of few times, so that some exclude each other. */
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
    actions.map(({ from, notBelow }) => [from, notBelow + random.integer(mostTaken, 2 * mostTaken)] as const),
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
