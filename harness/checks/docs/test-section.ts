import { defineCheck } from "../check.ts";
import { commandsIn } from "./commands.ts";
import { findReadme, namedDocuments } from "./find-readme.ts";

/** A command that runs tests, alone or through another tool (`docker run ... pytest`, `make test`, `uv run pytest`). */
const runsTests =
  /\b(pytest|py\.test|unittest|nose2?|tox|nox|ward|trial|behave)\b|\b(make|just|task|npm|hatch|inv(oke)?|flask|manage\.py|[\w./-]+\.sh)\s+(run\s+)?[\w:-]*tests?\b|\btest\w*\.(sh|py)\b/i;

/** A runner that is named in a sentence is a command, too. */
const inProse =
  /\b(run|running|runs|execute[sd]?|start|launch|invoke|type|call)\b[^\n]{0,60}\b(pytest|unittest|tox|nox)\b/i;

/** A command that runs the tests, in the README or in a document that it names. */
export default defineCheck({
  id: "docs.test-section",
  stage: "source",
  title: "The README says how to run the tests, with a command",
  why: "Tests that nobody knows how to run are not run.",
  hint: "Give the command in a code block, with what it needs: a database, variables, packages.",
  after: ["docs.readme"],
  notAskedBy: ({ tests }) => (tests === undefined ? "The brief asks for no tests." : undefined),
  async run({ brief, workspace }) {
    const readme = await findReadme(workspace, brief.docs.readme);
    if (readme === undefined) return { verdict: "blocked", by: "docs.readme", reason: "There is no README." };
    for (const document of [readme, ...(await namedDocuments(workspace, readme))]) {
      const command = commandsIn(document.text).find(({ text }) => isRun(text));
      if (command !== undefined) return { verdict: "passed", examined: `${document.path}, line ${command.line}` };
      const sentence = inProse.exec(document.text)?.[0];
      if (sentence !== undefined) return { verdict: "passed", examined: sentence };
    }
    const finding = {
      message: `${readme.path} has no command that runs the tests.`,
      expected: `a command, for example ${brief.tests?.command ?? "pytest"}`,
      place: { path: readme.path, line: 1 },
    };
    return { verdict: "failed", share: 0, findings: [finding] };
  },
});

/** One part of a chain is enough: `pip install -r dev.txt && pytest`. */
function isRun(command: string): boolean {
  return command.split(/&&|;/).some((part) => runsTests.test(part) && !/\b(install|add)\b/.test(part));
}
