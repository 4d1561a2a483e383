import type { Finding } from "../../types/outcome.ts";
import type { DocumentedCommand } from "../../types/runtime.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen } from "../share.ts";
import { type Judgement, judge } from "./judge-command.ts";

/**
 * Commands of the README's sections on running and testing are executed in a container of the image, offline. Advice only: a README is
 * for people, who read what stands between its commands. Share: commands that work over commands of which that can be told.
 */
export default defineCheck({
  id: "docs.documented-commands-work",
  stage: "commands",
  advisory: true,
  title: "The README's commands for running and testing work as they stand",
  why: "Whoever takes the service over types them first: one that ends with an error costs an hour and some trust.",
  hint: "Type each command of your README in a fresh clone, in its order, and correct those that end with an error. `assay check . --only docs.documented-commands-work` executes them again.",
  after: ["docs.readme", "operations.builds"],
  async run({ workspace, commands: report }) {
    if (report === undefined) return { verdict: "blocked", by: "docs.readme", reason: "There is no README." };
    const { modules } = await workspace.facts();
    const repository = {
      paths: workspace.files.map(({ path }) => path),
      modules: new Set(modules.map(({ name }) => name.replace(/^src\./, "").split(".")[0] ?? name)),
      installsItself: report.commands.some(({ text }) => installsItself.test(text)),
    };
    const judged = report.commands.flatMap((command) =>
      command.executed ? [{ command, judgement: judge(command, repository) }] : [],
    );
    const decided = judged.filter(({ judgement }) => !("open" in judgement));
    const examined = [
      ...judged.map(({ command, judgement }) => said(command, judgement)),
      ...notExecuted(report.commands),
    ]
      .join("; ")
      .slice(0, longestText);
    if (decided.length === 0) {
      return nothingSeen(examined === "" ? "The README has no command for running or testing in a block." : examined);
    }
    const findings = decided.flatMap(({ command, judgement }): readonly Finding[] => {
      if (!("fault" in judgement) || command.run.end !== "ended") return [];
      const { exitCode, script, output } = command.run;
      return [
        {
          message: `${report.path} says "${command.text}", and that ends with exit code ${exitCode}: ${judgement.fault}.`,
          expected: command.kind === "run" ? "it listens, or ends with exit code 0" : "exit code 0",
          received: `exit code ${exitCode} after ${command.run.seconds.toFixed(1)} s`,
          place: { path: report.path, line: command.line },
          detail: `${surroundings}\n\n${script}\n\n${output.trim()}`,
        },
      ];
    });
    if (findings.length === 0) return { verdict: "passed", examined };
    return { verdict: "failed", share: 1 - findings.length / decided.length, examined, findings };
  },
});

const installsItself =
  /\b(pip[\d.]*|uv( pip)?) install (.* )?(-e )?["']?\.(\[|["'\s]|$)|\b(poetry|pdm) install\b|\buv sync\b/;
const longestText = 2000;
const surroundings =
  "In a container of the image with what its tests need, the repository at /assay/work, without a network, with the settings of the brief and an empty database (its address without the scheme: $ASSAY_DATABASE):";

function said({ line, text }: DocumentedCommand, judgement: Judgement): string {
  const words = "fault" in judgement ? `does not work: ${judgement.fault}` : Object.values(judgement)[0];
  return `line ${line}: \`${text}\` ${words}`;
}

/** One text for each reason. */
function notExecuted(commands: readonly DocumentedCommand[]): readonly string[] {
  const left = commands.flatMap((command) => (command.executed ? [] : [command]));
  return [...Map.groupBy(left, ({ why }) => why)].map(([why, those]) => {
    const lines = [...new Set(those.map(({ line }) => line))];
    return `not executed, because ${why}: line${lines.length === 1 ? "" : "s"} ${lines.join(", ")}`;
  });
}
