import { beforeAll, expect, test } from "vitest";
import { loadBrief } from "../../../../harness/brief/load-brief.ts";
import type { Brief } from "../../../../harness/brief/types.ts";
import { PrerequisiteFailed } from "../../../../harness/checks/check.ts";
import model from "../../../../harness/checks/stateful/model.ts";
import { type Answer, type Asked, fakeApp } from "./model/fake-app.ts";
import { type BookingsBug, fakeBookings } from "./model/fake-bookings.ts";
import { fakeStock, type StockBug } from "./model/fake-stock.ts";

let stock: Brief;
let bookings: Brief;
beforeAll(async () => {
  [stock, bookings] = await Promise.all([loadBrief("stock"), loadBrief("bookings")]);
});

const seeds = [1, 2, 3];

async function outcomeOf(brief: Brief, app: (asked: Asked) => Answer, seed: number) {
  await using running = await fakeApp({ brief, app, seed });
  const outcome = await model.run(running.context);
  const [finding] = outcome.verdict === "failed" ? outcome.findings : [];
  return { outcome, finding, requests: running.context.api.traffic.length };
}

test.for(seeds)(
  "apps that do what the brief says agree with it, in a bounded number of requests (seed %i)",
  async (seed) => {
    for (const [brief, app] of [
      [stock, fakeStock()],
      [bookings, fakeBookings()],
    ] as const) {
      const { outcome, requests } = await outcomeOf(brief, app, seed);
      expect(outcome).toMatchObject({ verdict: "passed" });
      expect(requests).toBeGreaterThan(150);
      expect(requests).toBeLessThan(260);
    }
  },
);

test("the same seed sends the same requests", async () => {
  const sent = async (): Promise<readonly string[]> => {
    await using running = await fakeApp({ brief: bookings, app: fakeBookings(), seed: 3 });
    await model.run(running.context);
    return running.context.api.traffic.map(
      ({ request }) => `${request.method} ${request.target} ${request.body ?? ""}`,
    );
  };
  expect(await sent()).toEqual(await sent());
});

test.for<[StockBug, number]>([
  ["tags-outlive", 3],
  ["taken-again-after-replace", 3],
  ["list-lags", 4],
])("%s is found with each seed, and told in %i requests", async ([bug, steps]) => {
  for (const seed of seeds) {
    const { finding } = await outcomeOf(stock, fakeStock(bug), seed);
    expect(finding?.message).toContain(`After ${steps - 1} requests`);
    expect(finding?.exchanges).toHaveLength(steps);
  }
});

test.for<[BookingsBug, number]>([
  ["change-books-again", 3],
  ["latest-only", 3],
])("%s is found with each seed, and told in %i requests", async ([bug, steps]) => {
  for (const seed of seeds) {
    const { finding } = await outcomeOf(bookings, fakeBookings(bug), seed);
    expect(finding?.message).toContain(`After ${steps - 1} requests`);
    expect(finding?.exchanges).toHaveLength(steps);
  }
});

test("a story says of each request what the model and the app say", async () => {
  const { finding } = await outcomeOf(bookings, fakeBookings("change-books-again"), 1);
  expect(finding?.detail).toMatch(
    /^1\. POST \/api\/bookings .*\n {3}model: success, and the new booking\n {3}app: {3}201 /,
  );
  expect(finding?.detail).toMatch(/here they differ: expected \{"state":"\w+"\}, received \{"state":"booked"\}$/);
});

test.for<[StockBug, string]>([
  ["withdrawal-not-stored", "stateful.actions"],
  ["sku-never-free", "stateful.delete"],
])("%s shows without the model, and is left to %s", async ([bug, by]) => {
  const failure = outcomeOf(stock, fakeStock(bug), 1);
  await expect(failure).rejects.toThrow(PrerequisiteFailed);
  await expect(failure).rejects.toMatchObject({ by });
});

test("a server error is left to the check that names it", async () => {
  const { outcome } = await outcomeOf(stock, fakeStock("fails-after-delete"), 1);
  expect(outcome.verdict).toBe("passed");
});

test("a change of what has moved on may be refused as documented: no brief promises that it works", async () => {
  const app = fakeBookings();
  const final = new Set<string>();
  const strict = (asked: Asked): Answer => {
    if (asked.method === "PATCH" && final.has(asked.path)) return { status: 409, json: {} };
    const answer = app(asked);
    if (asked.method === "PATCH" && answer.status === 200 && asked.json.state !== undefined) final.add(asked.path);
    return answer;
  };
  for (const seed of seeds) expect((await outcomeOf(bookings, strict, seed)).outcome.verdict).toBe("passed");
});

test("what a disagreement costs on top is bounded, also where it never shows again", async () => {
  const app = fakeStock();
  let asked = 0;
  const moody = (request: Asked): Answer => {
    asked += 1;
    const answer = app(request);
    return asked === 60 ? { status: 418, json: {} } : answer;
  };
  const { finding, requests } = await outcomeOf(stock, moody, 1);
  expect(finding?.detail).toContain("it does not happen each time");
  expect(requests).toBeLessThan(500);
});
