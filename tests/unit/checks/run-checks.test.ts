import { expect, test } from "vitest";
import { type Check, defineCheck, PrerequisiteFailed, type StageContexts } from "../../../harness/checks/check.ts";
import { type Outcomes, runStage, type Silence } from "../../../harness/checks/run-checks.ts";
import { NoResponse } from "../../../harness/http/types.ts";
import type { CheckId, Outcome } from "../../../harness/types/outcome.ts";

type Build = StageContexts["build"];
const context = {} as Build;

function check(id: CheckId, run: () => Outcome | Promise<Outcome>, after: readonly CheckId[] = []): Check<"build"> {
  return defineCheck({ id, stage: "build", title: id, why: "", hint: "", after, run });
}
const passes = (id: CheckId, after?: readonly CheckId[]) => check(id, () => ({ verdict: "passed" }), after);
const fails = (id: CheckId, share = 0) =>
  check(id, () => ({ verdict: "failed", share, findings: [{ message: `${id} is wrong` }] }));
const silent = (id: CheckId) =>
  check(id, () => {
    throw new NoResponse({
      request: { method: "GET", target: "/", headers: [], body: undefined },
      response: undefined,
      failure: "connection reset",
      durationMs: 1,
      curl: "curl http://127.0.0.1/",
    });
  });

async function outcomesOf(
  checks: readonly Check<"build">[],
  afterSilence?: () => Promise<Silence>,
  tooBusy: () => string | undefined = () => undefined,
): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  await runStage<"build">({
    checks,
    contextFor: () => context,
    outcomes,
    tooBusy,
    ...(afterSilence === undefined ? {} : { afterSilence }),
  });
  return outcomes;
}

test("a check whose prerequisite failed entirely is blocked by it", async () => {
  const outcomes = await outcomesOf([passes("b.two", ["a.one"]), fails("a.one")]);
  expect(outcomes.get("b.two")).toEqual({ verdict: "blocked", by: "a.one", reason: "a.one is wrong" });
});

test("a chain of blocked checks names its root", async () => {
  const outcomes = await outcomesOf([passes("c.three", ["b.two"]), passes("b.two", ["a.one"]), fails("a.one")]);
  expect(outcomes.get("c.three")).toMatchObject({ verdict: "blocked", by: "a.one" });
});

test("a prerequisite that failed in part blocks nothing", async () => {
  const outcomes = await outcomesOf([fails("a.one", 0.5), passes("b.two", ["a.one"])]);
  expect(outcomes.get("b.two")).toEqual({ verdict: "passed" });
});

test("an error inside a check is inconclusive, never a failure", async () => {
  const broken = check("a.one", () => {
    throw new TypeError("undefined is not a function");
  });
  expect((await outcomesOf([broken])).get("a.one")).toMatchObject({ verdict: "inconclusive" });
});

test("a missing prerequisite found while running blocks, and fails the check that it belongs to", async () => {
  const needsCreation = (id: CheckId) =>
    check(id, () => {
      throw new PrerequisiteFailed("a.one", { message: "creating is broken" });
    });
  const outcomes = await outcomesOf([needsCreation("a.one"), needsCreation("b.two")]);
  expect(outcomes.get("a.one")).toMatchObject({ verdict: "failed", share: 0 });
  expect(outcomes.get("b.two")).toMatchObject({ verdict: "blocked", by: "a.one" });
});

test("an app that does not answer fails the check, with the request as evidence", async () => {
  const outcome = (await outcomesOf([silent("a.one")], async () => ({ kind: "app" }))).get("a.one");
  expect(outcome).toMatchObject({ verdict: "failed", share: 0, findings: [{ curl: "curl http://127.0.0.1/" }] });
});

test("silence that is our own trouble is inconclusive", async () => {
  const outcomes = await outcomesOf([silent("a.one")], async () => ({ kind: "trouble", reason: "the engine is gone" }));
  expect(outcomes.get("a.one")).toEqual({ verdict: "inconclusive", reason: "the engine is gone" });
});

test("once the app is gone for good, the checks after it are blocked by the one that it died of", async () => {
  const outcomes = await outcomesOf([silent("a.one"), passes("b.two")], async () => ({
    kind: "gone",
    reason: "it is dead",
  }));
  expect(outcomes.get("a.one")).toMatchObject({ verdict: "failed" });
  expect(outcomes.get("b.two")).toEqual({ verdict: "blocked", by: "a.one", reason: "it is dead" });
});

test("what was found out about a silent app in an earlier stage blocks what would ask it, and nothing else", async () => {
  const goneBefore = { by: "z.zero" as CheckId, reason: "it is mute" };
  const outcomes: Outcomes = new Map();
  const found = await runStage<"build">({
    checks: [passes("a.one"), silent("b.two"), passes("c.three")],
    contextFor: () => context,
    outcomes,
    afterSilence: async () => ({ kind: "gone", reason: "it is mute" }),
    goneBefore,
  });
  expect(found).toEqual(goneBefore);
  expect(outcomes.get("a.one")).toEqual({ verdict: "passed" });
  expect(outcomes.get("b.two")).toEqual({ verdict: "blocked", ...goneBefore });
  expect(outcomes.get("c.three")).toEqual({ verdict: "blocked", ...goneBefore });
});

test("what the brief does not ask for is not run", async () => {
  const notAsked: Check<"build"> = { ...fails("a.one"), notAskedBy: () => "the brief has no pages" };
  expect((await outcomesOf([notAsked])).get("a.one")).toEqual({
    verdict: "not-applicable",
    reason: "the brief has no pages",
  });
});

test("on a machine that is too busy to measure, nothing that is a matter of time is held against the app", async () => {
  const timed = { ...fails("a.slow", 0.5), timed: true as const };
  const checks = [timed, fails("b.wrong"), silent("c.silent"), { ...passes("d.fast"), timed: true as const }];
  const outcomes = await outcomesOf(
    checks,
    async () => ({ kind: "app" }),
    () => "too busy",
  );
  expect(outcomes.get("a.slow")).toEqual({ verdict: "inconclusive", reason: "too busy" });
  expect(outcomes.get("b.wrong")).toMatchObject({ verdict: "failed" });
  expect(outcomes.get("c.silent")).toEqual({ verdict: "inconclusive", reason: "too busy" });
  expect(outcomes.get("d.fast")).toEqual({ verdict: "passed" });
  expect((await outcomesOf([timed])).get("a.slow")).toMatchObject({ verdict: "failed" });
});

test("what takes its time begins with its stage, unless it is blocked or not asked for", async () => {
  const seen: string[] = [];
  const slow = (id: CheckId, more: Partial<Check<"build">> = {}): Check<"build"> => ({
    ...check(id, () => {
      seen.push(`${id} runs`);
      return { verdict: "passed" };
    }),
    begin: () => seen.push(`${id} begins`),
    ...more,
  });
  const outcomes: Outcomes = new Map([["z.before", { verdict: "failed", share: 0, findings: [{ message: "no" }] }]]);
  await runStage<"build">({
    checks: [
      slow("a.one", { begin: () => undefined }),
      slow("b.two"),
      slow("c.three", { after: ["z.before"] }),
      slow("d.four", { notAskedBy: () => "Not published." }),
    ],
    contextFor: () => context,
    outcomes,
  });
  expect(seen).toEqual(["b.two begins", "a.one runs", "b.two runs"]);
});

test("a check that is the last of its stage comes after those behind it in the catalogue", async () => {
  const last = (id: CheckId, after?: readonly CheckId[]): Check<"build"> => ({ ...passes(id, after), last: true });
  const checks = [last("a.one"), last("b.two", ["d.four"]), passes("c.three"), passes("d.four"), passes("e.five")];
  expect([...(await outcomesOf(checks)).keys()]).toEqual(["c.three", "d.four", "e.five", "a.one", "b.two"]);
});
