import { beforeAll, expect, test } from "vitest";
import { loadBrief } from "../../../harness/brief/load-brief.ts";
import type { Brief } from "../../../harness/brief/types.ts";
import { createRecords } from "../../../harness/checks/records.ts";
import type { Client } from "../../../harness/http/types.ts";
import { seededRandom } from "../../../harness/types/random.ts";

let stock: Brief;
beforeAll(async () => {
  stock = await loadBrief("stock");
});

/** Records of the stock brief, for an app that nobody asks. */
function recordsOf(brief: Brief) {
  return createRecords({ api: {} as unknown as Client, brief, random: seededRandom(1, "test") });
}

test("every body has an id of its own, also one that is made like another", () => {
  const records = recordsOf(stock);
  const first = records.body();
  const bodies = [first, records.body(), records.body(first), records.body({ ...first, name: "Other" })];
  expect(new Set(bodies.map(({ sku }) => sku)).size).toBe(bodies.length);
});

test("two runs with one seed on the same app have other ids and other partitions", () => {
  const [one, other] = ["a1b2c3", "d4e5f6"].map((mark) =>
    createRecords({ api: {} as unknown as Client, brief: stock, random: seededRandom(1, "test"), mark }),
  );
  expect(one?.body().sku).toMatch(/^[a-z0-9]{6}a1b2c3$/);
  expect(other?.body().sku).toMatch(/^[a-z0-9]{6}d4e5f6$/);
  expect(one?.partition()).not.toBe(other?.partition());
});

test("an id that a check chose itself stays", () => {
  const records = recordsOf(stock);
  expect(records.body({ sku: "chosen-by-hand" })).toMatchObject({ sku: "chosen-by-hand" });
  expect(records.again({ sku: "chosen-by-hand", quantity: 1 })).toEqual({ sku: "chosen-by-hand", quantity: 1 });
});

test("a published body is set apart from others, and what was sent is set apart from itself", () => {
  const records = recordsOf(stock);
  const apart = records.apart({ sku: "pen", quantity: 1 });
  expect(apart).toMatchObject({ quantity: 1 });
  expect(apart).not.toMatchObject({ sku: "pen" });
  const again = records.again(apart);
  expect(again).toMatchObject({ quantity: 1 });
  expect(again).not.toEqual(apart);
});

test("a body that is sent as text again gets another id wherever the first one stands", () => {
  const records = recordsOf(stock);
  const { sku } = records.body();
  const text = `{"sku":"${String(sku)}","quantity":NaN,"sku":"${String(sku)}"}`;
  const [, ...ids] = /"sku":"(\w+)".*"sku":"(\w+)"/.exec(records.againAsText(text)) ?? [];
  expect(ids).toHaveLength(2);
  expect(new Set([...ids, String(sku)]).size).toBe(2);
  expect(records.againAsText('{"sku":"pen"}')).toBe('{"sku":"pen"}');
});

test("where nothing keeps records apart, bodies stay as they are", async () => {
  const records = recordsOf(await loadBrief("orders"));
  const body = { note: "twice" };
  expect(records.apart(body)).toEqual(body);
  expect(records.again(body)).toEqual(body);
  expect(records.againAsText('{"note":"twice"}')).toBe('{"note":"twice"}');
});
