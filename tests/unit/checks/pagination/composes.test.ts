import { expect, test } from "vitest";
import type { Brief } from "../../../../harness/brief/types.ts";
import type { StageContexts } from "../../../../harness/checks/check.ts";
import composes from "../../../../harness/checks/pagination/composes.ts";
import type { CallOptions } from "../../../../harness/http/types.ts";

const brief = {
  id: "things",
  pagination: {
    ...{ style: "offset", operation: "list", items: "things", total: "total", defaultLimit: 5, maxLimit: 20 },
    parameters: { offset: "offset", limit: "limit", sort: "sort" },
    sort: { default: "size", keys: { size: "size" }, tieBreak: "id" },
  },
  resources: {
    thing: {
      ...{ id: "id", name: "thing", create: "create", list: "list", update: "update", pathParameter: "id" },
      partition: { field: "owner", parameter: "owner", value: "{unique}" },
      states: { field: "state", initial: "new", transitions: { new: ["old"], old: [] }, refused: 409 },
      filters: { owner: { field: "owner", operator: "equals" }, state: { field: "state", operator: "equals" } },
    },
  },
} as unknown as Brief;

interface Thing {
  readonly id: string;
  readonly owner: string;
  readonly size: number;
  state: string;
}

type Query = Readonly<Record<string, unknown>>;

const isOf = (query: Query) => (thing: Thing) => query.state === undefined || thing.state === query.state;

function sorted(things: readonly Thing[], query: Query): readonly Thing[] {
  const up = [...things].sort((one, other) => one.size - other.size);
  return query.sort === "-size" ? up.reverse() : up;
}

const cut = (things: readonly Thing[], { offset, limit }: Query) =>
  things.slice(Number(offset ?? 0), Number(offset ?? 0) + Number(limit ?? 5));

/** Asks the check about a list that answers as `page` says. */
async function ask(page: (things: readonly Thing[], query: Query) => readonly Thing[]) {
  const things: Thing[] = [];
  const call = (operation: string, { query = {}, path = {} }: CallOptions) => {
    const thing = things.find(({ id }) => id === path.id);
    if (operation === "update" && thing !== undefined) thing.state = "old";
    const own = things.filter(({ owner }) => owner === query.owner);
    const body = JSON.stringify({ things: page(own, query), total: own.filter(isOf(query)).length });
    return Promise.resolve({ response: { status: 200, headers: [], body }, curl: "curl" });
  };
  const records = {
    partition: () => "ada",
    create: ({ owner }: { readonly owner: string }) => {
      const id = String(things.length);
      things.push({ id, owner, size: (things.length * 5) % 9, state: "new" });
      return Promise.resolve({ id });
    },
  };
  return await composes.run({ brief, api: { call }, records } as unknown as StageContexts["probe"]);
}

test("a list that filters, sorts and then cuts its pages is right", async () => {
  const outcome = await ask((things, query) => cut(sorted(things.filter(isOf(query)), query), query));
  expect(outcome).toEqual({ verdict: "passed", examined: "6 lists" });
});

test("a page that is cut before the second filter is looked at leaves records out", async () => {
  const outcome = await ask((things, query) => cut(sorted(things, query), query).filter(isOf(query)));
  expect(outcome).toMatchObject({ verdict: "failed", findings: [{ cause: "members" }] });
});

test("a page that is sorted only where there is no second filter is in another order", async () => {
  const outcome = await ask((things, query) =>
    query.state === undefined ? cut(sorted(things, query), query) : cut(things.filter(isOf(query)), query),
  );
  expect(outcome).toMatchObject({ verdict: "failed", findings: [{ cause: "order" }] });
});

test("what is wrong with a filter alone, or with a sort alone, is not held against the list twice", async () => {
  const ignored = await ask((things, query) => cut(sorted(things, query), query));
  const unsorted = await ask((things, query) => cut(things.filter(isOf(query)), query));
  expect(ignored.verdict).toBe("not-applicable");
  expect(unsorted.verdict).toBe("not-applicable");
});
