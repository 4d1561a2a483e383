import { defineCheck } from "../check.ts";
import { findReadme } from "./find-readme.ts";

/** Enough for what it is, how to start it and how to test it; below this there is only a title. */
const leastWords = 40;

export default defineCheck({
  id: "docs.readme",
  stage: "source",
  title: `There is a README of at least ${leastWords} words`,
  why: "It is the first thing that a colleague opens.",
  hint: "Write a README at the top of the repository: what this is, how to run it, how to test it, and what you decided and why.",
  async run({ brief, workspace }) {
    const readme = await findReadme(workspace, brief.docs.readme);
    if (readme === undefined) {
      const message = "There is no README at the top of the repository.";
      return { verdict: "failed", share: 0, findings: [{ message, expected: brief.docs.readme }] };
    }
    const words = readme.text.match(/[\p{L}\p{N}][\p{L}\p{N}'_./-]*/gu)?.length ?? 0;
    const examined = `${readme.path}, ${words} words`;
    if (words >= leastWords) return { verdict: "passed", examined };
    const finding = {
      message: `${readme.path} has ${words} words.`,
      expected: `at least ${leastWords}`,
      received: String(words),
      place: { path: readme.path, line: 1 },
    };
    return { verdict: "failed", share: words / leastWords, examined, findings: [finding] };
  },
});
