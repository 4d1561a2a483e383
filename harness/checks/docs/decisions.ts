import { defineCheck } from "../check.ts";
import { lineWith, readProse } from "./prose.ts";

/** Words with which a choice, or the reason for one, is told. Any of them is enough: how well it is told is for people to judge. */
const tells =
  /\b(decisions?|decided|deciding|choices?|chose|chosen|choosing|picked|opted|trade-?offs?|rationale|reasons?|reasoning|because|since|so that|instead of|rather than|in favou?r of|why|alternatives?|assumptions?|assumed?|considered|prefer(red|s)?|approach|design)\b/i;

export default defineCheck({
  id: "docs.decisions",
  stage: "source",
  title: "The README says what was decided, and why",
  why: "What was left open and how it was settled can't be read from the code.",
  hint: "Write down what you decided where the task left a choice, and the reason; a few sentences are enough.",
  after: ["docs.readme"],
  async run({ brief, workspace }) {
    const prose = await readProse(workspace, brief.docs.readme);
    if (prose === undefined) return { verdict: "blocked", by: "docs.readme", reason: "There is no README." };
    const line = lineWith(prose.text, tells);
    if (line !== undefined) return { verdict: "passed", examined: line };
    if (!prose.isEnglish)
      return { verdict: "not-applicable", reason: "The README is not in English: a person has to read it." };
    const message = `${prose.path} tells of no decision: nothing in it says what was chosen, or why.`;
    return { verdict: "failed", share: 0, findings: [{ message, place: { path: prose.path, line: 1 } }] };
  },
});
