import { join } from "node:path";
import { expect, test } from "vitest";
import incremental from "../../../../harness/checks/history/incremental.ts";
import { git } from "../../submission/intake/git.ts";
import { temporaryFolder, writeTree } from "../../submission/intake/temporary.ts";
import { inspect, inspectFolder } from "../../submission/inspect.ts";

const lines = (count: number, word: string): string =>
  Array.from({ length: count }, (_, index) => `${word} = ${index}\n`).join("");

/** A repository with one commit for each set of files. */
async function repository(folder: string, commits: readonly Readonly<Record<string, string>>[]): Promise<void> {
  await writeTree(folder, { ".gitignore": "" });
  git(folder, "init", "-q", "-b", "main");
  for (const [index, files] of commits.entries()) {
    await writeTree(folder, files);
    git(folder, "add", ".");
    git(folder, "commit", "-qm", `step ${index}`);
  }
}

const steps = [{ "a.py": lines(10, "a") }, { "b.py": lines(10, "b") }, { "c.py": lines(10, "c") }];

test("several commits of like size pass, whatever data and documents they bring", async () => {
  await using temporary = await temporaryFolder();
  await repository(join(temporary.path, "shop"), [{ "openapi.yaml": lines(2000, "x") }, ...steps]);
  expect(await inspectFolder(incremental, join(temporary.path, "shop"), temporary.path)).toMatchObject({
    verdict: "passed",
    examined: "4 commits",
  });
});

test("one commit with nearly all the code is half, and is named", async () => {
  await using temporary = await temporaryFolder();
  await repository(join(temporary.path, "shop"), [...steps, { "big.py": lines(300, "x") }]);
  const outcome = await inspectFolder(incremental, join(temporary.path, "shop"), temporary.path);
  expect(outcome).toMatchObject({ verdict: "failed", share: 0.5, findings: [{ place: { path: "big.py" } }] });
});

test("one commit gives no bonus, and is not called anything but one commit", async () => {
  await using temporary = await temporaryFolder();
  await repository(join(temporary.path, "shop"), [{ "a.py": lines(10, "a") }]);
  const outcome = await inspectFolder(incremental, join(temporary.path, "shop"), temporary.path);
  expect(outcome).toMatchObject({ verdict: "failed", share: 0 });
  expect(JSON.stringify(outcome)).not.toMatch(/cheat|dump|suspicious|fake/i);
});

test("without a repository, and with a shallow one, there is nothing to say", async () => {
  expect(await inspect(incremental, { "a.py": "" })).toMatchObject({ verdict: "not-applicable" });
  await using temporary = await temporaryFolder();
  await repository(join(temporary.path, "shop"), steps);
  const url = `file://${join(temporary.path, "shop")}`;
  git(temporary.path, "clone", "-q", "--depth=1", url, join(temporary.path, "shallow"));
  expect(await inspectFolder(incremental, join(temporary.path, "shallow"), temporary.path)).toMatchObject({
    verdict: "not-applicable",
  });
});
