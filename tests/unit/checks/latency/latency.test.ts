import { describe, expect, test } from "vitest";
import { askChecks, type Measurable } from "./ask-checks.ts";

const targets = ["no-errors-under-load", "read", "list", "write"];

describe("under load", () => {
  test("an app within all targets passes", async () => {
    const outcomes = await askChecks(targets, {});
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(["passed", "passed", "passed", "passed"]);
  });

  test("requests that fail cost once: the time of this kind is not judged, that of others is", async () => {
    const failures = ["status 503", "status 503", "a broken connection, twice in a row"];
    const [errors, read, list, write] = await askChecks(targets, { compared: { list: { failures } } });
    expect(errors).toMatchObject({ verdict: "failed", share: 1 - 1 / 3 });
    expect(JSON.stringify(errors)).toContain("2 x status 503, 1 x a broken connection, twice in a row");
    expect(list).toMatchObject({ verdict: "blocked", by: "latency.no-errors-under-load" });
    expect([read?.verdict, write?.verdict]).toEqual(["passed", "passed"]);
  });

  test("only what is surely slower than its bound fails", async () => {
    const compared = {
      read: { interval: [3, 5] },
      list: { interval: [11, 14] },
      write: { interval: [7, 9.9] },
    } as const;
    const outcomes = await askChecks(targets, { compared });
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(["passed", "inconclusive", "failed", "passed"]);
  });
});

describe("while the table grows", () => {
  const grows = async (costs: NonNullable<Measurable["costs"]>) => (await askChecks(["grows-with-data"], { costs }))[0];

  test("a list that neither reads more nor takes longer passes, with a plot of all sizes", async () => {
    const outcome = await grows(() => ({ pages: 7, ms: 5 }));
    expect(outcome).toMatchObject({ verdict: "passed", plot: { scale: "log" } });
    expect(JSON.stringify(outcome)).toContain("[[1000,5.1],[10000,5.1],[100000,5.1]]");
  });

  test("one that reads all of the table and takes longer for it fails, with what it cost at each size", async () => {
    const outcome = await grows((records) => ({ pages: records / 40, ms: 5 + records / 1_000 }));
    expect(outcome).toMatchObject({ verdict: "failed", share: 0 });
    expect(JSON.stringify(outcome)).toContain("100,000 records: 2,500 pages, 105.1 ms");
  });

  test("pages alone decide nothing against it, nor does time", async () => {
    const quick = (records: number) => ({ pages: records / 40, ms: 5 });
    const slow = (records: number) => ({ pages: 7, ms: 5 + records / 1_000 });
    expect((await grows(quick))?.verdict).toBe("passed");
    expect((await grows(slow))?.verdict).toBe("inconclusive");
  });

  test("what can't be filled with copies is not asked", async () => {
    const [outcome] = await askChecks(["grows-with-data"], {});
    expect(outcome?.verdict).toBe("not-applicable");
  });
});

describe("of a large table, a short list", () => {
  const asked = async (costs: Measurable["costs"]) => {
    const [outcome] = await askChecks(["database.uses-index"], costs === undefined ? {} : { costs });
    return outcome;
  };

  test("that looks at a few pages of it passes, whatever it costs in a larger one", async () => {
    const outcome = await asked((records) => ({ pages: records > 20_000 ? records : 7, ms: 5 }));
    expect(outcome).toMatchObject({ verdict: "passed" });
    expect(JSON.stringify(outcome)).toContain('{"name":"pages of orders","value":500,"unit":""}');
  });

  test("that looks at half of it fails, with the statements that do", async () => {
    const outcome = await asked((records) => ({ pages: records / 80, ms: 5 }));
    expect(outcome).toMatchObject({ verdict: "failed", share: 0 });
    expect(JSON.stringify(outcome)).toContain("looks at 250 pages of the database; the whole table has 500.");
    expect(JSON.stringify(outcome)).toContain("250 pages  select");
  });

  test("is not judged where the table can't be filled with copies", async () => {
    expect((await asked(undefined))?.verdict).toBe("not-applicable");
  });
});
