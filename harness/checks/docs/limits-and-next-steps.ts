import { defineCheck } from "../check.ts";
import { lineWith, readProse } from "./prose.ts";

/** Words with which something is told to be missing, or to come next. Any of them is enough. */
const tells = new RegExp(
  [
    "\\b(limits?|limitations?|missing|lacks?|lacking|left out|leaves? out|omit(ted|s)?|skipped|unfinished|incomplete|to-?dos?|would",
    "could|should have|(with|had|given) more time|(ran|run) out of time|improv(e|es|ed|ements?)|shortcomings?|caveats?|drawbacks?",
    "known (issues?|bugs?|problems?)|out of scope|not (yet|handled|supported|implemented|covered|included|done|there|part)|no \\w+ yet",
    "future|roadmap|planned|next steps?|(comes?|do|be) next|simplif(y|ied|ications?)|assum(e|ed|ptions?))\\b|^#+.*\\bnext\\b",
  ].join("|"),
  "i",
);

export default defineCheck({
  id: "docs.limits-and-next-steps",
  stage: "source",
  title: "The README says what is missing, and what would come next",
  why: "Whoever takes the service over should hear of its limits from the one who knows them, not from a customer.",
  hint: "Write down what is missing or simplified, and what you would do next.",
  after: ["docs.readme"],
  async run({ brief, workspace }) {
    const prose = await readProse(workspace, brief.docs.readme);
    if (prose === undefined) return { verdict: "blocked", by: "docs.readme", reason: "There is no README." };
    const line = lineWith(prose.text, tells);
    if (line !== undefined) return { verdict: "passed", examined: line };
    if (!prose.isEnglish)
      return { verdict: "not-applicable", reason: "The README is not in English: a person has to read it." };
    const message = `${prose.path} says neither what is missing nor what would come next.`;
    return { verdict: "failed", share: 0, findings: [{ message, place: { path: prose.path, line: 1 } }] };
  },
});
