import { defineCheck } from "../check.ts";
import { tellsOf } from "./tells-of.ts";

/** Words with which something is told to be missing, or to come next; any "not" may be one. */
const tells = new RegExp(
  [
    "\\b(limits?|limitations?|missing|lacks?|lacking|left out|leaves? out|omit(ted|s)?|skipped|unfinished|incomplete|to-?dos?|would",
    "could|should have|(with|had|given) more time|(ran|run) out of time|improv(e|es|ed|ements?)|shortcomings?|caveats?|drawbacks?",
    "known (issues?|bugs?|problems?)|out of scope|not (yet|handled|supported|implemented|covered|included|done|there|part)|no \\w+ yet",
    "not?|none|never|cannot|only|\\w+n['’]t|future|roadmap|planned|next steps?|(comes?|do|be) next|simplif(y|ied|ications?)|assum(e|ed|ptions?))\\b|^#+.*\\bnext\\b",
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
    const message = "says neither what is missing nor what would come next.";
    return await tellsOf(workspace, { readme: brief.docs.readme, tells, message });
  },
});
