import { defineCheck } from "../check.ts";
import { aboutCommit, pythonLines, short, stepsOf, tooShort } from "./steps.ts";

/** A commit stands out with more than this part of all Python lines, and more lines than are read at one sitting. */
const standsOut = { part: 0.6, lines: 400 };

export default defineCheck({
  id: "history.mega-commit",
  stage: "source",
  advisory: true,
  title: `No commit brings more than ${standsOut.part * 100} % of the code`,
  why: "What came in one piece can't be seen growing, so it is worth asking how it grew.",
  hint: "Commit whenever a step works. Work that was joined into one commit on purpose needs no excuse.",
  async run({ workspace }) {
    const steps = stepsOf(await workspace.history());
    const none = tooShort(steps);
    if (none !== undefined) return none;
    const all = steps.reduce((total, commit) => total + pythonLines(commit), 0);
    const large = steps.filter(
      (commit) => pythonLines(commit) > standsOut.lines && pythonLines(commit) / all > standsOut.part,
    );
    const examined = `${steps.length} commits, ${all} lines of Python`;
    if (large.length === 0) return { verdict: "passed", examined };
    const findings = large.map((commit) =>
      aboutCommit(
        commit,
        `Commit ${short(commit)} brings ${pythonLines(commit)} of ${all} lines of Python. To ask: which part of it came first, and what was tried before it worked?`,
      ),
    );
    return { verdict: "failed", share: 0, examined, findings };
  },
});
