import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { loadCorpora } from "../mutants/corpus.ts";
import { submissionFolder } from "../mutants/run-mutant.ts";

const corpora = await loadCorpora();
const patched = corpora.flatMap(({ mutants }) => mutants).filter(({ patch }) => patch.trim() !== "");

test("the patch of every mutant fits the implementation that it is of", () => {
  expect(patched.length).toBeGreaterThan(100);
  const unfit = patched.filter(({ brief, of, patch }) => !fits(submissionFolder(brief, of), patch));
  expect(unfit.map(({ brief, name }) => `${brief}/${name}`)).toEqual([]);
}, 60_000);

function fits(folder: string, patch: string): boolean {
  try {
    // Outside any repository, as the copy is that it is applied to.
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: folder.replace(/\/[^/]*$/, "") };
    const input = patch.endsWith("\n") ? patch : `${patch}\n`;
    execFileSync("git", ["apply", "--check", "--whitespace=nowarn"], { cwd: folder, env, input, stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}
