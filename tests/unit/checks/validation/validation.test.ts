import { describe, expect, test } from "vitest";
import { validationChecks } from "../../../../harness/checks/validation/index.ts";
import { type App, areValidHeaders, isValid, isValidQuery, runAgainst } from "./stand-in.ts";

const exact: App = (operationId, { json, query, headers, isKnown }) => {
  if (operationId === "makeThing") {
    if (!/^application\/json(;|$)/i.test(headers["Content-Type"] ?? "")) return 415;
    return isValid(json) && areValidHeaders(headers) ? 201 : 422;
  }
  if (!isKnown) return 404;
  return operationId === "listThings" && !isValidQuery(query) ? 422 : 200;
};
const takesEverything: App = (operationId) => (operationId === "makeThing" ? 201 : 200);
const falls: App = () => 500;

/** Rules of two times stand in brief.yaml, not in the document. */
const named = validationChecks.filter(({ id }) => id !== "validation.rules").map((check) => [check.id, check] as const);
/** What is stored is stored exactly in every stand-in. */
const aboutKeeping = [
  "validation.nul-character",
  "validation.lone-surrogate",
  "validation.unicode-round-trip",
  "validation.nothing-stored",
  "validation.duplicate-keys",
  "validation.decimal-precision",
];

describe("a document with allOf, alternatives, nested lists and examples that contradict it", () => {
  test.each(named)("%s: an app that follows the document to the letter passes", async (_, check) => {
    const { outcome, sent } = await runAgainst(check, exact);
    expect(outcome.verdict).toBe("passed");
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.length).toBeLessThanOrEqual(160);
  });

  test.each(named.filter(([id]) => !aboutKeeping.includes(id)))(
    "%s: an app that takes everything fails",
    async (_, check) => {
      const { outcome } = await runAgainst(check, takesEverything);
      expect(outcome.verdict).toBe("failed");
    },
  );

  test.each(named)("%s: an app that falls over loses nothing here, but elsewhere", async (_, check) => {
    const { outcome } = await runAgainst(check, (operationId, sent) =>
      operationId === "makeThing" && exact(operationId, sent) === 201 ? 201 : falls(operationId, sent),
    );
    expect(outcome.verdict).not.toBe("failed");
    expect(outcome.verdict).not.toBe("not-applicable");
  });
});

const laxAbout =
  (member: object): App =>
  (operationId, sent) =>
    exact(operationId, { ...sent, json: typeof sent.json === "object" ? { ...sent.json, ...member } : sent.json });

test.each<[string, string, App]>([
  ["validation.minimum-maximum", "the steps of a number", laxAbout({ step: 10 })],
  [
    "validation.required",
    "members that depend on each other",
    (operationId, sent) => {
      const { json } = sent;
      const isHalf = typeof json === "object" && json !== null && "width" in json && !("height" in json);
      return exact(operationId, isHalf ? { ...sent, json: { ...json, height: 5 } } : sent);
    },
  ],
  [
    "validation.query-parameter",
    "a parameter that is a list",
    (operationId, sent) => (sent.query !== undefined && "kinds" in sent.query ? 200 : exact(operationId, sent)),
  ],
])("%s finds an app that forgot %s alone", async (id, _, app) => {
  const check = validationChecks.find((each) => each.id === id);
  if (check === undefined) throw new Error("no check");
  const { outcome } = await runAgainst(check, app);
  expect(outcome.verdict).toBe("failed");
});

test("a rule that an example breaks is not tried", async () => {
  const check = validationChecks.find(({ id }) => id === "validation.length");
  if (check === undefined) throw new Error("no check");
  const { sent } = await runAgainst(check, exact);
  const countries = sent.map(({ options }) => (options.json as { maker?: { country?: unknown } }).maker?.country);
  expect(new Set(countries)).toEqual(new Set(["PT"]));
});

test("members that only the server sets are left alone", async () => {
  for (const check of validationChecks) {
    const { sent } = await runAgainst(check, exact);
    expect(
      sent.filter(({ options }) => typeof options.json === "object" && options.json !== null && "id" in options.json),
    ).toEqual([]);
  }
});
