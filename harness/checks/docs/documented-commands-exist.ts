import { defineCheck } from "../check.ts";
import { missing, targetsOf } from "./command-targets.ts";
import { commandsIn } from "./commands.ts";
import { findReadme } from "./find-readme.ts";

/**
 * Nothing is run: a command that works on its author's machine may need what this one has not. What can be told from the files is
 * whether a command names a module, a file, a rule or a command of the app's that is not there. Advice only. Share: commands that
 * name what is there over commands that name something.
 */
export default defineCheck({
  id: "docs.documented-commands-exist",
  stage: "source",
  advisory: true,
  title: "Every command in the README names what is there",
  why: "Whoever follows a guide types its commands as they stand: one that names a module of last week ends with an error.",
  hint: "Type each command of your README in a fresh clone, and correct those that find nothing.",
  after: ["docs.readme"],
  async run({ brief, workspace }) {
    const readme = await findReadme(workspace, brief.docs.readme);
    if (readme === undefined) return { verdict: "blocked", by: "docs.readme", reason: "There is no README." };
    const commands = commandsIn(readme.text)
      .map((command) => ({ ...command, targets: targetsOf(command.text) }))
      .filter(({ targets }) => targets.length > 0)
      .slice(0, mostCommands);
    if (commands.length === 0) {
      return { verdict: "not-applicable", reason: "No command in the README names a part of the repository." };
    }
    const examined = `${commands.length} commands`;
    const wrong = (
      await Promise.all(
        commands.map(async ({ line, text, targets }) => {
          const problems = await Promise.all(targets.map((target) => missing(target, workspace)));
          return problems.flatMap((problem) => (problem === undefined ? [] : [{ line, text, problem }])).slice(0, 1);
        }),
      )
    ).flat();
    if (wrong.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - wrong.length / commands.length,
      examined,
      findings: wrong.map(({ line, text, problem }) => ({
        message: `${readme.path} says "${text}", but ${problem}.`,
        place: { path: readme.path, line },
      })),
    };
  },
});

/** No README has more; a hostile one shall not keep anybody busy. */
const mostCommands = 200;
