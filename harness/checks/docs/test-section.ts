import { defineCheck } from "../check.ts";
import { commandsIn } from "./commands.ts";
import { findReadme, namedDocuments } from "./find-readme.ts";

/** A command that runs tests, alone or through another tool (`docker run ... pytest`, `make test`, `uv run pytest`). */
const runsTests =
  /\b(pytest|py\.test|unittest|nose2?|tox|nox|ward|trial|behave)\b|\b(make|just|task|npm|hatch|inv(oke)?|flask|manage\.py|[\w./-]+\.sh)\s+(run\s+)?[\w:-]*tests?\b|\btest\w*\.(sh|py)\b/i;

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
      const command = commandsIn(document.text).find(({ text }) => runsTests.test(text) && !/\binstall\b/.test(text));
      if (command !== undefined) return { verdict: "passed", examined: `${document.path}, line ${command.line}` };
    }
    const finding = {
      message: `${readme.path} has no command that runs the tests.`,
      expected: `a command, for example ${brief.tests?.command ?? "pytest"}`,
      place: { path: readme.path, line: 1 },
    };
    return { verdict: "failed", share: 0, findings: [finding] };
  },
});
