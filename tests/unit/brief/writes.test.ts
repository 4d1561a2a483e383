import { expect, test } from "vitest";
import { lintedCopy } from "./brief-copy.ts";

test("the stock brief, an OpenAPI 3.0 document, is consistent", async () => {
  expect(await lintedCopy("stock", [])).toEqual([]);
});

test.each([
  {
    what: "a replace that the document does not have",
    change: ["replace: replaceArticle", "replace: putArticle"],
    says: [/no operation putArticle/, /Versions need the operation/],
  },
  {
    what: "a replace that is not done to one record",
    change: ["replace: replaceArticle", "replace: createArticle"],
    says: [/createArticle has no path parameter sku/, /createArticle documents no answer 412/],
  },
  {
    what: "a status for a repeated delete that is not documented",
    change: ["repeated: 404", "repeated: 410"],
    says: [/deleteArticle documents no answer 410/],
  },
  {
    what: "a status for what is excluded that is not documented",
    change: ['value: "{unique}", refused: 409', 'value: "{unique}", refused: 423'],
    says: [/createArticle documents no answer 423/],
  },
  {
    what: "a field that keeps records apart and is not in the body",
    change: ["exclusive: { field: sku", "exclusive: { field: created_at"],
    // Its values are few, and none of the records may share one.
    says: [/What createArticle takes has no field created_at/, /No data set can be made/],
  },
  {
    what: "a value of that field that does not fit it",
    change: ['value: "{unique}", refused', 'value: "NO {unique}", refused'],
    says: [/NO a1b2c3d4e5f6 does not fit/],
  },
  {
    what: "an action whose amount is not in the body",
    change: ["amount: quantity", "amount: pieces"],
    says: [/What withdrawArticle takes has no member pieces/],
  },
  {
    what: "an action on a field that no record has",
    change: ["from: quantity", "from: stored"],
    says: [/What createArticle takes has no member stored/, /What readArticle answers has no field stored/],
  },
  {
    what: "a status for an action that is not documented",
    change: ["not_below: 0, refused: 409", "not_below: 0, refused: 422"],
    says: [/withdrawArticle documents no answer 422/],
  },
] as const)("$what is an error", async ({ change: [from, to], says }) => {
  const problems = await lintedCopy("stock", [["brief.yaml", from, to]]);
  expect(problems.map(({ severity }) => severity)).toEqual(says.map(() => "error"));
  for (const [index, pattern] of says.entries()) expect(problems[index]?.message).toMatch(pattern);
});
