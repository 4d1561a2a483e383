import { expect, test } from "vitest";
import type { Brief } from "../../../../harness/brief/types.ts";
import { walkPages } from "../../../../harness/checks/pages/walk-pages.ts";
import type { CallOptions, Client } from "../../../../harness/http/types.ts";

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

/** Walks a list of seven by its published style, three at a time; `answer` makes a page of what was asked for. */
async function walkedBy(
  published: object,
  answer: (query: Readonly<Record<string, unknown>>) => { readonly body: unknown; readonly link?: string },
) {
  const asked: Readonly<Record<string, unknown>>[] = [];
  const call = (_: string, { query = {} }: CallOptions) => {
    asked.push(query);
    const { body, link } = answer(query);
    const headers = [["content-type", "application/json"], ...(link === undefined ? [] : [["link", link]])];
    const target = `/things?kind=${query.kind}`;
    return Promise.resolve({ request: { target }, response: { status: 200, headers, body: JSON.stringify(body) } });
  };
  const pages = { operation: "list", defaultLimit: 3, maxLimit: 10, ...published };
  const walk = await walkPages(
    { api: { call } as unknown as Client, brief: { ...brief, pagination: pages } as unknown as Brief },
    { query: { kind: "a" }, limit: 3 },
  );
  return { items: walk.items, stopped: walk.stopped, asked };
}

test("pages by number are walked until one is not full, with the filters on each", async () => {
  const parameters = { page: "page", limit: "per_page" };
  const walk = await walkedBy({ style: "page", items: undefined, parameters }, ({ page = 1 }) => ({
    body: slice((Number(page) - 1) * 3, 3),
  }));
  expect(walk).toEqual({
    items: things,
    stopped: undefined,
    asked: [
      { kind: "a", per_page: 3 },
      { kind: "a", per_page: 3, page: 2 },
      { kind: "a", per_page: 3, page: 3 },
    ],
  });
});

const linked = { style: "link", items: "things", parameters: { limit: "limit" } };
const linkTo = (reference: string) => `</things?kind=a>; rel="first", <${reference}>; title="a, b"; rel="next last"`;

test("a Link header is followed to its end, as it is written", async () => {
  const walk = await walkedBy(linked, ({ from = 0 }) => ({
    body: { things: slice(Number(from), 3) },
    ...(Number(from) < 6 ? { link: linkTo(`?from=${Number(from) + 3}&limit=3&kind=a`) } : {}),
  }));
  expect(walk.items).toEqual(things);
  expect(walk.asked[2]).toEqual({ from: "6", limit: "3", kind: "a" });
});

test.each(["https://evil.example/things?from=3", "//evil.example/things", "/elsewhere?from=3", "file:///etc/passwd"])(
  "a link to %s is named and not followed",
  async (reference) => {
    const walk = await walkedBy(linked, () => ({ body: { things: slice(0, 3) }, link: linkTo(reference) }));
    expect(walk.stopped).toBe(`page 1 leads to ${reference}, which is not the list`);
    expect(walk.asked).toHaveLength(1);
  },
);

test("links in a circle come to an end", async () => {
  const walk = await walkedBy(linked, ({ from }) => ({
    body: { things: slice(0, 3) },
    link: linkTo(from === "3" ? "?from=6" : "?from=3"),
  }));
  expect(walk.stopped).toBe("page 3 leads back to a page that was there before");
});
