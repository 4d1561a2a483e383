import type { Commit } from "../../submission/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { aboutCommit, short, stepsOf, tooShort } from "./steps.ts";

const dayMs = 24 * 60 * 60 * 1000;
/** So many commits of one second are a script's or a rebase's; a person takes longer. */
const atOnce = 5;

/** Clocks are wrong, and tools that hide working hours set times: times are a reason to ask, never more. */
export default defineCheck({
  id: "history.timestamps-plausible",
  stage: "source",
  advisory: true,
  title: "The commits' times could be those of the work",
  why: "Where they can't be, it is worth asking how the history came about.",
  hint: "Nothing needs to be done: say how the history was made when you are asked.",
  async run({ workspace }) {
    const steps = stepsOf(await workspace.history());
    const none = tooShort(steps);
    if (none !== undefined) return none;
    const latest = Date.now() + dayMs;
    const future = steps
      .filter(({ authoredAt }) => authoredAt > latest)
      .slice(0, 3)
      .map((commit) =>
        aboutCommit(commit, `Commit ${short(commit)} is dated in the future. To ask: how were the commits' times set?`),
      );
    const findings: readonly Finding[] = [...future, ...sameSecond(steps)];
    const examined = `${steps.length} commits`;
    if (findings.length === 0) return { verdict: "passed", examined };
    return { verdict: "failed", share: 0, examined, findings };
  },
});

function sameSecond(steps: readonly Commit[]): readonly Finding[] {
  const bySecond = Map.groupBy(steps, ({ authoredAt }) => authoredAt);
  return [...bySecond.values()].flatMap((commits) => {
    const [first] = commits;
    if (first === undefined || commits.length < atOnce) return [];
    return [
      aboutCommit(
        first,
        `${commits.length} commits, the first of them ${short(first)}, have the same time to the second. To ask: how was the history made?`,
      ),
    ];
  });
}
