import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generateDataset } from "../../../harness/brief/dataset.ts";
import { excludeEachOther } from "../../../harness/brief/exclusion.ts";
import { lintBrief } from "../../../harness/brief/lint.ts";
import { knownBriefs, loadBrief } from "../../../harness/brief/load-brief.ts";
import { keepsRules } from "../../../harness/brief/time-rules.ts";
import { catalogue } from "../../../harness/checks/catalogue.ts";
import { rubricPage } from "../../../harness/commands/rubric-page.ts";
import { writeStarter } from "../../../harness/commands/invite/write-starter.ts";
import { temporaryFolder } from "../submission/intake/temporary.ts";

test("two briefs or more come with assay, in the order of their names", () => {
  expect(knownBriefs()).toEqual(expect.arrayContaining(["bookings", "orders"]));
  expect(knownBriefs()).toEqual([...knownBriefs()].sort());
});

test("a brief that does not exist is refused with the names of those that do", async () => {
  await expect(loadBrief("nothing")).rejects.toMatchObject({
    expected: expect.stringContaining(knownBriefs().join(", ")),
  });
});

test.each(knownBriefs())("%s is consistent, and each of its checks exists", async (id) => {
  expect(await lintBrief(await loadBrief(id), catalogue)).toEqual([]);
});

test.each(knownBriefs())("of %s a starter repository can be made without a placeholder left", async (id) => {
  await using folder = await temporaryFolder();
  const brief = await loadBrief(id);
  const out = join(folder.path, "starter");
  const paths = await writeStarter({ brief, page: rubricPage(brief, catalogue), seed: 3, out, name: "Ada" });
  expect(paths).toEqual(expect.arrayContaining(["README.md", "RUBRIC.md", ".env.example", "brief.yaml"]));
  for (const path of paths) expect(await readFile(join(out, path), "utf8")).not.toMatch(/(?<!\$)\{\{\w/);
  expect((await loadBrief(out)).sha256).toBe(brief.sha256);
});

test.each([1, 2, 3])(
  "bookings of a data set (seed %i) keep their rules, and none is in another's way",
  async (seed) => {
    const brief = await loadBrief("bookings");
    const { booking } = brief.resources;
    const records = generateDataset(brief, seed);
    if (booking?.exclusive === undefined) throw new Error("bookings exclude each other");
    const { exclusive, rules, states } = booking;
    expect(new Set(records.map(({ id }) => id)).size).toBe(60);
    expect(records.filter((record) => !keepsRules(record, rules))).toEqual([]);
    const pairs = records.flatMap((one, index) => records.slice(index + 1).map((other) => [one, other] as const));
    expect(pairs.filter(([one, other]) => excludeEachOther(one, other, exclusive, states))).toEqual([]);
    // Several in each room: otherwise nothing could be in another's way.
    expect(new Set(records.map(({ room }) => room)).size).toBeLessThan(10);
  },
);
