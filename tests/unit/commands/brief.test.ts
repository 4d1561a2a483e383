import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { catalogue } from "../../../harness/checks/catalogue.ts";
import { commandsIn, startsWith } from "../../../harness/checks/docs/commands.ts";
import { inviteCommand, lintBriefCommand, rubricCommand } from "../../../harness/commands/brief.ts";
import { changedOrders, lineInOrders } from "../brief/brief-copy.ts";
import { temporaryFolder } from "../submission/intake/temporary.ts";
import { orders } from "./orders-page.ts";

let printed = "";
let told = "";
beforeEach(() => {
  [printed, told] = ["", ""];
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((chunk) => {
    told += String(chunk);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

test("the brief that comes with assay is consistent with the checks that come with assay", async () => {
  expect(await lintBriefCommand("orders")).toBe(0);
  expect(printed).toBe("");
  const { rubric } = orders;
  expect(told).toContain(`orders is consistent: 6 operations, ${rubric.criteria.length} criteria`);
});

test("each problem of a brief is printed on a line of its own, and the exit code says that it can't be used", async () => {
  await using folder = await changedOrders(
    ["rubric.yaml", "design.broad-except", "design.narrow-except"],
    ["rubric.yaml", "points: 4\n    full: At least", "points: 3\n    full: At least"],
  );
  expect(await lintBriefCommand(folder.path)).toBe(2);
  const lines = printed.trimEnd().split("\n");
  expect(lines).toContainEqual(expect.stringMatching(/rubric\.yaml:6:1: error: The points .* add up to 99/));
  const place = await lineInOrders("rubric.yaml", "design.broad-except");
  expect(lines).toContainEqual(expect.stringMatching(`${place}\\d+: error: There is no check design\\.narrow`));
  // The check that lost its points informs now.
  expect(lines).toContainEqual(expect.stringMatching(/warning: design\.broad-except is in no criterion/));
  expect(told).toContain("can't be published: 2 errors, 1 warnings");
});

test("the rubric is printed with the words of its checks, as Markdown or as a page", async () => {
  const [check] = catalogue;
  expect(await rubricCommand("orders", { html: false })).toBe(0);
  expect(printed).toMatch(/^# Rubric: A small order service/);
  expect(printed).toContain(check?.title);
  printed = "";
  expect(await rubricCommand("orders", { html: true })).toBe(0);
  expect(printed).toMatch(/^<!doctype html>/);
});

test("an invite without a seed gets one of its own, and says which", async () => {
  await using folder = await temporaryFolder();
  const out = join(folder.path, "ada");
  expect(await inviteCommand({ brief: "orders", out, name: "Ada" })).toBe(0);
  const seed = /that of seed (\d+)\./.exec(told)?.[1];
  expect(seed).toBeDefined();
  expect(await readFile(join(out, "README.md"), "utf8")).toContain(`made from seed ${seed}`);
  expect(printed.split("\n")).toContain("README.md");
});

test("an untouched starter repository holds no command that would pass for one that starts the service", async () => {
  await using folder = await temporaryFolder();
  await inviteCommand({ brief: "orders", out: folder.path, seed: 1, name: "Ada" });
  for (const path of ["README.md", "RUBRIC.md", "task.md"]) {
    const commands = commandsIn(await readFile(join(folder.path, path), "utf8")).map(({ text }) => text);
    expect(commands.filter((command) => startsWith(command, orders.docs.runCommands))).toEqual([]);
  }
});
