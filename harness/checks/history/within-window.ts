import { defineCheck } from "../check.ts";
import { aboutCommit, short, stepsOf, tooShort } from "./steps.ts";

const hourMs = 60 * 60 * 1000;
/** A longer gap between two commits is a break. */
const breakHours = 2;
/** Times over the published hours; breaks that nobody sees are in it. */
const tolerance = 2;

/** Time between commits, breaks left out, against twice the published hours. Pauses and days in between are nobody's business. */
export default defineCheck({
  id: "history.within-window",
  stage: "source",
  advisory: true,
  title: "The work took about as long as the brief asks for",
  why: "More time than was asked for makes submissions hard to compare; a talk shows what was done in it.",
  hint: "Stop when the time is over, and write down what is missing.",
  notAskedBy: ({ time }) => (time.hours === 0 ? "The brief names no time." : undefined),
  async run({ brief, workspace }) {
    const steps = stepsOf(await workspace.history()).toSorted((a, b) => a.authoredAt - b.authoredAt);
    const none = tooShort(steps);
    if (none !== undefined) return none;
    const gaps = steps
      .slice(1)
      .map(({ authoredAt }, index) => (authoredAt - (steps[index]?.authoredAt ?? authoredAt)) / hourMs);
    const hours = gaps.filter((gap) => gap <= breakHours).reduce((total, gap) => total + gap, 0);
    const examined = `${steps.length} commits, ${hours.toFixed(1)} h between them without breaks`;
    const last = steps.at(-1);
    if (hours <= brief.time.hours * tolerance || last === undefined) return { verdict: "passed", examined };
    const message = `Up to commit ${short(last)}, ${hours.toFixed(1)} h lie between the commits without breaks; the brief asks for ${brief.time.hours}. To ask: what took longer than expected?`;
    return { verdict: "failed", share: 0, examined, findings: [aboutCommit(last, message)] };
  },
});
