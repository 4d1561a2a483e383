import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { datasetText, generateDataset } from "../../../harness/brief/dataset.ts";
import { loadBrief } from "../../../harness/brief/load-brief.ts";
import { writeStarter } from "../../../harness/commands/invite/write-starter.ts";
import { renderRubricMarkdown } from "../../../harness/report/rubric-markdown.ts";
import { temporaryFolder } from "../submission/intake/temporary.ts";
import { orders, ordersPage } from "./orders-page.ts";

/** An invite in a new folder, and its files' texts by path. */
async function invited(options: { readonly seed?: number; readonly name?: string } = {}) {
  const folder = await temporaryFolder();
  const out = join(folder.path, "for", "ada");
  const paths = await writeStarter({ brief: orders, page: ordersPage, out, seed: 7, name: "Ada", ...options });
  const texts = await Promise.all(paths.map(async (path) => [path, await readFile(join(out, path), "utf8")] as const));
  const files: Readonly<Record<string, string>> = Object.fromEntries(texts);
  return { out, files, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

test("a starter repository has everything that a candidate needs", async () => {
  await using invite = await invited();
  expect(Object.keys(invite.files)).toEqual([
    ".dockerignore",
    ".env.example",
    ".github/workflows/assay.yml",
    ".gitignore",
    "Dockerfile",
    "README.md",
    "RUBRIC.md",
    "brief.yaml",
    "data/orders.json",
    "openapi.yaml",
    "rubric.yaml",
    "task.md",
  ]);
});

test("no placeholder is left, and GitHub's own expressions are whole", async () => {
  await using invite = await invited();
  for (const text of Object.values(invite.files)) expect(text).not.toMatch(/(?<!\$)\{\{\w/);
  expect(invite.files[".github/workflows/assay.yml"]).toMatch(/repository: \$\{\{ vars\.ASSAY_REPOSITORY \}\}/);
});

test("the folder is the brief that it was made from, so that a self-check uses the same version", async () => {
  await using invite = await invited();
  expect((await loadBrief(invite.out)).sha256).toBe(orders.sha256);
});

test("the README has the task, the time, the acceptance criteria, the points and the self-check", async () => {
  await using invite = await invited();
  const readme = invite.files["README.md"];
  expect(readme).toContain("A take-home task for Ada: Python with Flask, PostgreSQL, at most 4 hours.");
  expect(readme).toContain(orders.task.trim());
  for (const { title, full, points } of orders.rubric.criteria) {
    expect(readme).toContain(`- **${title}.** ${full}`);
    expect(readme).toContain(`| ${title} | ${points} |`);
  }
  expect(readme).toContain("assay check --brief .");
  expect(readme).toContain("| `data/orders.json` | your data set: 60 records");
  expect(invite.files["RUBRIC.md"]).toBe(renderRubricMarkdown(ordersPage));
});

test("every setting of the brief is in .env.example with its meaning", async () => {
  await using invite = await invited();
  for (const { name, about } of orders.runtime.environment) {
    expect(invite.files[".env.example"]).toMatch(new RegExp(`# ${RegExp.escape(about)}\n${name}=.`));
  }
});

test("the workflow runs assay check with the rights to read, and nothing more", async () => {
  await using invite = await invited();
  const workflow: unknown = parse(invite.files[".github/workflows/assay.yml"] ?? "");
  expect(workflow).toMatchObject({ permissions: { contents: "read" } });
  expect(JSON.stringify(workflow)).toContain("npm run assay -- check");
});

test("each invite has the data set of its seed", async () => {
  await using one = await invited({ seed: 1 });
  await using other = await invited({ seed: 2 });
  expect(one.files["data/orders.json"]).toBe(datasetText(generateDataset(orders, 1)));
  expect(other.files["data/orders.json"]).toBe(datasetText(generateDataset(orders, 2)));
});

test("the same options give the same bytes", async () => {
  await using one = await invited();
  await using other = await invited();
  expect(one.files).toEqual(other.files);
});

test("a brief without a data set gives a repository without one", async () => {
  await using folder = await temporaryFolder();
  const brief = { ...orders, dataset: undefined };
  const paths = await writeStarter({ brief, page: ordersPage, out: folder.path, seed: 7, name: "Ada" });
  expect(paths).not.toContain("data/orders.json");
  expect(await readFile(join(folder.path, "README.md"), "utf8")).not.toContain("data set:");
});

test("a name is text: it brings no markup, no further line and no placeholder", async () => {
  await using invite = await invited({ name: "Ada\n# <b>Lovelace</b> {{task}} $&" });
  expect(invite.files["README.md"]).toContain("A take-home task for Ada bLovelace/b {{task}} $: Python");
});

test("a folder that holds something is refused, and left as it is", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "notes.txt"), "mine");
  const writing = writeStarter({ brief: orders, page: ordersPage, out: folder.path, seed: 7, name: "Ada" });
  await expect(writing).rejects.toMatchObject({
    name: "InputError",
    where: folder.path,
    found: "notes.txt",
    expected: "a new or empty folder",
  });
  expect(await readFile(join(folder.path, "notes.txt"), "utf8")).toBe("mine");
});

test("an empty folder is taken, a file is refused", async () => {
  await using folder = await temporaryFolder();
  const [empty, file] = [join(folder.path, "empty"), join(folder.path, "file")];
  await mkdir(empty);
  await writeFile(file, "");
  const options = { brief: orders, page: ordersPage, seed: 7, name: "Ada" };
  expect(await writeStarter({ ...options, out: empty })).toContain("README.md");
  await expect(writeStarter({ ...options, out: file })).rejects.toMatchObject({ name: "InputError", where: file });
});
