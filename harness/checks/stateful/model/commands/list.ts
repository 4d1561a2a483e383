import { jsonOf } from "../../../../http/headers.ts";
import type { Answered } from "../../../../http/types.ts";
import { compareValues, isObject, type JsonObject } from "../../../json-values.ts";
import { mainResource } from "../../../main-resource.ts";
import { walkPages, type Walk } from "../../../pages/walk-pages.ts";
import { holds } from "../../../filtering/selection.ts";
import type { Attempt } from "../attempt.ts";
import { agrees, type Command, lost, type Verdict } from "../command.ts";
import { compactly, nameOf, recordVerdict } from "../compare.ts";
import { type Known, learned } from "../known.ts";

export interface ListPlan {
  /** Filters beside that of the run's own records: by parameter, its value. */
  readonly filters: Readonly<Record<string, string>>;
  /** Value of the sort parameter; undefined for the default order. */
  readonly sort: string | undefined;
  /** Records on a page; undefined for as many as the brief allows. */
  readonly limit: number | undefined;
}

/** Walks the list of the run's records from the first page to the last. */
export function list({ filters, sort, limit }: ListPlan): Command {
  return {
    examinedBy: Object.keys(filters).length > 0 ? "filtering.each" : "stateful.create-then-list",
    effect: "looks-at-list",
    about: undefined,
    async run(attempt) {
      const { pagination } = attempt.context.brief;
      const by = pagination?.parameters.sort;
      const query = {
        ...attempt.query,
        ...filters,
        ...(sort === undefined || by === undefined ? {} : { [by]: sort }),
      };
      const walk = await walkPages(attempt.context, { query, limit: limit ?? pagination?.maxLimit, mostPages: 30 });
      const [first, ...others] = walk.exchanges;
      if (first === undefined) return undefined;
      const selected = [...attempt.model.values()].filter(
        (known) => !known.isGone && isSelected(attempt, known, filters),
      );
      const ids = selected.map(({ id }) => id);
      const says = `${ids.length} ${nameOf(attempt)}s: ${ids.join(", ")}`;
      const verdict = verdictOf(attempt, { walk, selected, sort });
      if (verdict.kind === "agrees") learnFrom(attempt, walk);
      return { exchanges: [first, ...others], says, verdict };
    },
  };
}

function isSelected({ context }: Attempt, { members }: Known, filters: ListPlan["filters"]): boolean {
  const published = mainResource(context.brief).filters;
  return Object.entries(filters).every(([parameter, value]) => {
    const filter = published[parameter];
    return filter !== undefined && holds(members[filter.field], filter, value);
  });
}

interface Seen {
  readonly walk: Walk;
  readonly selected: readonly Known[];
  readonly sort: string | undefined;
}

function verdictOf(attempt: Attempt, { walk, selected, sort }: Seen): Verdict {
  const { id } = mainResource(attempt.context.brief);
  const last = walk.exchanges.at(-1);
  if (last === undefined || last.response.status >= 500) return lost;
  const shown = walk.items.filter(isObject);
  const received = shown.map((item) => String(item[id]));
  const wanted = selected.map((known) => known.id);
  const fault = (message: string): Verdict => ({
    kind: "disagrees",
    in: "content",
    message,
    expected: `${wanted.length}: ${wanted.join(", ")}`,
    received: walk.stopped ?? `${received.length}: ${received.join(", ")}`,
  });
  const name = nameOf(attempt);
  if (walk.stopped !== undefined) return fault("The list can't be walked to its end.");
  if (wanted.some((each) => !received.includes(each))) return fault(`The list leaves out one ${name}.`);
  if (received.some((each) => !wanted.includes(each))) return fault(`The list shows one ${name} too many.`);
  if (received.length > wanted.length) return fault(`The list shows one ${name} twice.`);
  for (const item of shown) {
    const known = selected.find((each) => each.id === String(item[id]));
    const verdict = known && recordVerdict("The list", known.members, item);
    if (verdict?.kind === "disagrees") return verdict;
  }
  return orderVerdict(attempt, shown, sort) ?? totalVerdict(attempt, last, wanted.length) ?? agrees;
}

/** Order by the published key alone: numbers and times, because no brief says how a database orders text. Ties may stand either way. */
function orderVerdict(
  { context }: Attempt,
  shown: readonly JsonObject[],
  sort: string | undefined,
): Verdict | undefined {
  const published = context.brief.pagination?.sort;
  const value = sort ?? published?.default ?? "";
  const field = published?.keys[value.replace(/^-/, "")];
  if (field === undefined) return undefined;
  const direction = value.startsWith("-") ? -1 : 1;
  const values = shown.map((item) => item[field]);
  const isOrdered = values.every((each, index) => {
    const before = values[index - 1];
    if (index === 0 || !isComparable(each) || !isComparable(before)) return true;
    return compareValues(before, each) * direction <= 0;
  });
  if (isOrdered) return undefined;
  return {
    kind: "disagrees",
    in: "content",
    message: `The list is not in the order of ${value}.`,
    expected: `ordered by ${value}`,
    received: compactly(values),
  };
}

function isComparable(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && /^\d{4}-\d\d-\d\d[Tt]/.test(value));
}

function totalVerdict({ context, query }: Attempt, last: Answered, wanted: number): Verdict | undefined {
  const { pagination } = context.brief;
  // Without a filter of its own, the list counts the records of others, too.
  if (pagination?.style !== "offset" || Object.keys(query).length === 0) return undefined;
  const body = jsonOf(last.response);
  const total = isObject(body) ? body[pagination.total] : undefined;
  if (total === wanted) return undefined;
  return {
    kind: "disagrees",
    in: "content",
    message: "The list's count is not the number of its records.",
    expected: `${pagination.total} ${wanted}`,
    received: `${pagination.total} ${compactly(total)}`,
  };
}

function learnFrom({ context, model }: Attempt, walk: Walk): void {
  const { id } = mainResource(context.brief);
  for (const item of walk.items.filter(isObject)) {
    const known = model.get(String(item[id]));
    if (known !== undefined) model.set(known.id, learned(context.brief, known, item));
  }
}
