import { expect, test } from "vitest";
import type { Brief } from "../../../harness/brief/types.ts";
import { walkPages } from "../../../harness/checks/walk-pages.ts";
import type { CallOptions, Client } from "../../../harness/http/types.ts";

const pagination = {
  style: "offset",
  operation: "list",
  items: "things",
  total: "total",
  parameters: { offset: "offset", limit: "limit", sort: undefined },
  defaultLimit: 3,
  maxLimit: 10,
};
const brief = { id: "things", pagination, resources: {} } as unknown as Brief;
const things = [0, 1, 2, 3, 4, 5, 6];

interface Page {
  readonly things: readonly number[];
  readonly total: unknown;
}

/** Walks a list that answers with what `page` makes of an offset and a limit. */
async function walked(page: (offset: number, limit: number) => Page, limit?: number, mostPages?: number) {
  const offsets: number[] = [];
  const call = (_: string, { query = {} }: CallOptions) => {
    const offset = Number(query.offset ?? 0);
    offsets.push(offset);
    const body = JSON.stringify(page(offset, Number(query.limit ?? 3)));
    return Promise.resolve({ response: { status: 200, headers: [["content-type", "application/json"]], body } });
  };
  const api = { call } as unknown as Client;
  const walk = await walkPages({ api, brief }, { limit, ...(mostPages === undefined ? {} : { mostPages }) });
  return { items: walk.items, stopped: walk.stopped, offsets };
}

const slice = (offset: number, limit: number) => things.slice(offset, offset + limit);

test("pages by offset are walked until one is not full", async () => {
  const walk = await walked((offset, limit) => ({ things: slice(offset, limit), total: 7 }), 3);
  expect(walk).toEqual({ items: things, stopped: undefined, offsets: [0, 3, 6] });
});

test("without a limit, a page that has the default number of records is a full one", async () => {
  const walk = await walked((offset, limit) => ({ things: slice(offset, limit), total: 7 }));
  expect(walk.items).toEqual(things);
});

test("a full last page is followed by an empty one, whatever the count says", async () => {
  const walk = await walked((offset) => ({ things: slice(offset, 7), total: 7 }), 7);
  expect(walk).toEqual({ items: things, stopped: undefined, offsets: [0, 7] });
});

test("a count of the page alone does not end the walk early", async () => {
  const walk = await walked(
    (offset, limit) => ({ things: slice(offset, limit), total: slice(offset, limit).length }),
    3,
  );
  expect(walk.items).toEqual(things);
});

test("a page that is shorter than asked for is not the last one where the count says that there are more", async () => {
  const walk = await walked((offset) => ({ things: slice(offset, 2), total: 7 }), 5);
  expect(walk).toEqual({ items: things, stopped: undefined, offsets: [0, 2, 4, 6] });
});

test("an app that ignores the offset is not asked for ever", async () => {
  const walk = await walked(() => ({ things: slice(0, 3), total: 7 }), 3, 5);
  expect(walk.stopped).toMatch(/still a next page after 5 pages/);
});
