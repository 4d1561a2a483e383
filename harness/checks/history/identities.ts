import type { Commit } from "../../submission/types.ts";
import { defineCheck } from "../check.ts";
import { aboutCommit, pythonLines, short, stepsOf, tooShort } from "./steps.ts";

/** One name or one address makes one person, so that a second machine is nobody else. Only commits with Python count: a starter's do not. */
export default defineCheck({
  id: "history.identities",
  stage: "source",
  advisory: true,
  title: "The commits are one person's",
  why: "A second name may be a second machine, a pair, or code from elsewhere; the author knows.",
  hint: "Nothing needs to be done: say whose the other name is when you are asked.",
  async run({ workspace }) {
    const steps = stepsOf(await workspace.history());
    const none = tooShort(steps);
    if (none !== undefined) return none;
    const people: Commit[][] = [];
    for (const commit of steps.filter((each) => pythonLines(each) > 0)) {
      const known = people.filter((commits) => commits.some((other) => isSame(commit, other)));
      const merged = [...known.flat(), commit];
      for (const commits of known) people.splice(people.indexOf(commits), 1);
      people.push(merged);
    }
    const examined = `${steps.length} commits`;
    const others = people.toSorted((a, b) => b.length - a.length).slice(1);
    if (others.length === 0) return { verdict: "passed", examined };
    const findings = others.flatMap((commits) => {
      const [first] = commits;
      if (first === undefined) return [];
      const which =
        commits.length === 1
          ? `Commit ${short(first)} has`
          : `${commits.length} commits, the first of them ${short(first)}, have`;
      const message = `${which} another author than the rest. To ask: who worked on it, and on what?`;
      return [aboutCommit(first, message)];
    });
    return { verdict: "failed", share: 0, examined, findings };
  },
});

function isSame({ author: a }: Commit, { author: b }: Commit): boolean {
  const plain = (text: string): string => text.trim().toLowerCase();
  return plain(a.email) === plain(b.email) || plain(a.name) === plain(b.name);
}
