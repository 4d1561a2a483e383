import { defineCheck } from "../check.ts";
import { aboutCommit, short, stepsOf, tooShort } from "./steps.ts";

/** Says that something was done, not what. */
const empty =
  /^\W*(wip|fix(e[sd])?|bug ?fix|update[sd]?|changes?|changed|commit|test(s|ing)?|stuff|misc|work|final|done|save|tmp|temp|asdf\w*|more|minor|cleanup|refactor|initial( commit)?|first( commit)?|[a-z]?|\d+)\W*\d*\W*$/i;

/** Fails where more than half of the messages say nothing. */
export default defineCheck({
  id: "history.messages",
  stage: "source",
  advisory: true,
  title: "Commit messages say what was done",
  why: "Messages are how somebody finds out, a year later, why a line is there.",
  hint: "Say in a few words what the commit changes, and why where that is not plain.",
  async run({ workspace }) {
    const steps = stepsOf(await workspace.history());
    const none = tooShort(steps);
    if (none !== undefined) return none;
    const silent = steps.filter(({ message }) => empty.test(message.split("\n")[0]?.trim() ?? ""));
    const examined = `${steps.length} messages`;
    if (silent.length * 2 <= steps.length) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - silent.length / steps.length,
      examined,
      findings: silent
        .slice(0, 5)
        .map((commit) =>
          aboutCommit(
            commit,
            `The message of commit ${short(commit)} does not say what it does. To ask: what does it change, and why?`,
          ),
        ),
    };
  },
});
