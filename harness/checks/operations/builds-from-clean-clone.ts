import { readDockerfile } from "../../submission/dockerfile/read-dockerfile.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { noDockerfile } from "./no-dockerfile.ts";

/** Nobody writes more; each is looked up in the repository. */
const mostSources = 100;

/** What is there, and was never committed. Whether a clone builds where nothing of it is missing, operations.builds tells. */
export default defineCheck({
  id: "operations.builds-from-clean-clone",
  stage: "source",
  title: "What the image is built from is in the repository",
  why: "A file that only its author has builds on one machine, and is gone with it.",
  hint: "Commit each file that the Dockerfile copies, and the Dockerfile; where .gitignore names one of them, take it out there.",
  async run({ workspace }) {
    const dockerfile = await readDockerfile(workspace);
    if (dockerfile === undefined) return noDockerfile;
    const { path, instructions } = dockerfile;
    if ((await workspace.isCommitted(path)) === undefined) {
      return { verdict: "not-applicable", reason: "The submission came without a commit." };
    }
    const copied = instructions
      .filter(({ keyword, isFromImage }) => /^(COPY|ADD)$/.test(keyword) && !isFromImage)
      .flatMap(({ text, line }) => sourcesOf(text).map((source) => ({ source, line })));
    const used = [{ source: path, line: 1 }, ...copied].slice(0, mostSources);
    const findings: Finding[] = [];
    for (const { source, line } of used) {
      const isThere = workspace.files.some((file) => file.path === source || file.path.startsWith(`${source}/`));
      if (!isThere || (await workspace.isCommitted(source)) !== false) continue;
      findings.push({
        message:
          source === path
            ? `${path} itself was never committed.`
            : `The image copies ${source}, which was never committed.`,
        expected: "a fresh clone has everything that the Dockerfile copies",
        place: { path, line },
      });
    }
    const examined = `${used.length} files and folders`;
    if (findings.length === 0) return { verdict: "passed", examined };
    return { verdict: "failed", share: 0, examined, findings };
  },
});

/** The paths that COPY and ADD name, in both of their forms; patterns, variables, the whole folder and addresses are left out. */
function sourcesOf(text: string): readonly string[] {
  const words = text
    .replace(/^\[(.*)\]$/, (_, list: string) => list.replaceAll(/["',]+/g, " "))
    .trim()
    .split(/\s+/);
  return words
    .slice(0, -1)
    .map((word) => word.replace(/^(\.?\/)+/, "").replace(/\/+$/, ""))
    .filter((source) => source !== "" && source !== "." && !/[*?[\]$<:\\]|\.\./.test(source));
}
