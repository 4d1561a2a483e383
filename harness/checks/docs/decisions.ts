import { defineCheck } from "../check.ts";
import { tellsOf } from "./tells-of.ts";

/** Words with which a choice, or the reason for one, is told. */
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
    const message = "tells of no decision: nothing in it says what was chosen, or why.";
    return await tellsOf(workspace, { readme: brief.docs.readme, tells, message });
  },
});
