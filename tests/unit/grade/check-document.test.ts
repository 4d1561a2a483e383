import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { documentBrief } from "../../../harness/brief/document-brief.ts";
import { replayCommand } from "../../../harness/commands/replay.ts";
import { checkUrl } from "../../../harness/grade/check-url.ts";
import { InputError } from "../../../harness/types/errors.ts";
import type { Scorecard } from "../../../harness/types/scorecard.ts";
import { temporaryFolder } from "../submission/intake/temporary.ts";
import { notesApp, notesDocument } from "./notes-app.ts";

let printed = "";
beforeEach(() => {
  printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

async function scorecardOf(url: string): Promise<Scorecard> {
  const brief = await documentBrief(notesDocument);
  const asked = new Set(brief.rubric.criteria.flatMap(({ checks }) => checks));
  return await checkUrl("/nowhere", {
    brief,
    url,
    client: {},
    seed: 1,
    signal: new AbortController().signal,
    all: true,
    wanted: ({ id }) => asked.has(id),
  });
}

const failedIn = ({ checks }: Scorecard) =>
  checks.filter(({ outcome }) => outcome.verdict === "failed").map(({ id }) => id);

test("an app that keeps its document gets all points that could be decided, with nothing but the document known", async () => {
  await using app = await notesApp();
  const card = await scorecardOf(app.url);
  expect(
    card.checks.filter(({ outcome }) => outcome.verdict !== "passed" && outcome.verdict !== "not-applicable"),
  ).toEqual([]);
  expect(card.totals.points).toBe(card.totals.decided);
  expect(card.totals.decided).toBe(100);
  expect(card.categories.map(({ category }) => category)).toEqual(["correctness"]);
});

test("a valid value that makes the app fail is found, and its requests can be sent again", async () => {
  await using app = await notesApp((stars) => (stars === 5 ? { status: 500 } : undefined));
  const card = await scorecardOf(app.url);
  expect(failedIn(card)).toContain("contract.no-server-error");
  await using folder = await temporaryFolder();
  const file = join(folder.path, "scorecard.json");
  await writeFile(file, JSON.stringify(card));
  const replayed = { scorecard: file, finding: "contract.no-server-error", header: [] };
  expect(await replayCommand({ ...replayed, url: app.url })).toBe(1);
  expect(printed).toContain("then  500");
  await using repaired = await notesApp();
  expect(await replayCommand({ ...replayed, url: repaired.url })).toBe(0);
  expect(printed).toContain("now   201");
  await expect(replayCommand({ ...replayed, finding: "contract.examples", url: app.url })).rejects.toThrow(InputError);
  await expect(replayCommand({ ...replayed, scorecard: notesDocument, url: app.url })).rejects.toThrow(
    /can't be read as JSON/,
  );
});

test("a valid value that is refused is told with the value alone", async () => {
  await using app = await notesApp((stars) => (stars === 5 ? { status: 400 } : undefined));
  expect(failedIn(await scorecardOf(app.url))).toEqual(["contract.accepts-valid", "validation.minimum-maximum"]);
});
