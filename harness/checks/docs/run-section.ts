import { defineCheck } from "../check.ts";
import { commandsIn, startsWith } from "./commands.ts";
import { findReadme, namedDocuments } from "./find-readme.ts";

/** A command that starts the service, in the README or in a document that it names. */
export default defineCheck({
  id: "docs.run-section",
  stage: "source",
  title: "The README says how to run the service, with a command",
  why: "Whoever takes the service over should have it running in minutes, without asking.",
  hint: "Give the commands in a code block, for example docker build and docker run with the variables that are needed.",
  after: ["docs.readme"],
  async run({ brief, workspace }) {
    const readme = await findReadme(workspace, brief.docs.readme);
    if (readme === undefined) return { verdict: "blocked", by: "docs.readme", reason: "There is no README." };
    const published = brief.docs.runCommands;
    for (const document of [readme, ...(await namedDocuments(workspace, readme))]) {
      const command = commandsIn(document.text).find(({ text }) => startsWith(text, published));
      if (command !== undefined) return { verdict: "passed", examined: `${document.path}, line ${command.line}` };
    }
    const finding = {
      message: `${readme.path} has no command that starts the service.`,
      expected: `a command with one of: ${published.join(", ")}`,
      place: { path: readme.path, line: 1 },
    };
    return { verdict: "failed", share: 0, findings: [finding] };
  },
});
