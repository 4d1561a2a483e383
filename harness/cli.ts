import { Command, InvalidArgumentError, Option } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { lintBriefCommand, inviteCommand, rubricCommand } from "./commands/brief.ts";
import { runCheck } from "./commands/check.ts";
import { runDemo } from "./commands/demo.ts";
import { runDoctor } from "./commands/doctor.ts";
import { runGrade } from "./commands/grade.ts";
import { limitsFrom } from "./commands/limit-options.ts";
import { explain, say } from "./commands/say.ts";
import { replayCommand } from "./commands/replay.ts";
import { runSetup } from "./commands/setup.ts";
import { type ExitCode, exitCode } from "./types/errors.ts";

const program = new Command("assay")
  .description(
    "Grades Flask take-home repositories against the published brief, with evidence that a person can replay.",
  )
  .version(packageJson.version)
  .option("--debug", "show where an error comes from")
  .option("--no-install", "never install anything on this machine")
  .showHelpAfterError("(see assay --help)")
  // Before the commands, which inherit it.
  .exitOverride((error) => process.exit(error.exitCode === 0 ? exitCode.ok : exitCode.badInput));

const brief = () => new Option("-b, --brief <id or folder>", "the published brief").default("orders");
const seed = () => new Option("--seed <number>", "replays a run's random choices").argParser(wholeNumber);
const out = () => new Option("--out <folder>", "where scorecards and reports are written").default(".assay/results");
const limits = () =>
  new Option("--limit <name=value...>", "changes a sandbox limit, for example memoryBytes=1073741824").argParser(
    limitsFrom,
  );

program
  .command("grade")
  .description("grades submissions: folders, git URLs, .zip or .tar.gz archives")
  .argument("<submission...>")
  .addOption(brief())
  .addOption(seed())
  .addOption(out())
  .addOption(limits())
  .option("--json", "print the scorecard as JSON on standard output", false)
  .option("--keep", "leave the app running for a look before it is removed", false)
  .option("--runtime <name>", "a stronger container runtime that the engine has, for example runsc (gVisor)")
  .option("--log <file>", "append one JSON line for each step to a file")
  .option("--fail-under <points>", "exit with 1 below this", Number)
  .option("-v, --verbose", "show passed checks too", false)
  .action(async (sources: string[], options) =>
    end(() => runGrade({ ...global(), sources, hints: false, ...options, limits: options.limit ?? {} })),
  );

program
  .command("check")
  .description("checks your own submission before you hand it in, with hints")
  .argument("[folder]", "the repository", ".")
  .addOption(brief())
  .addOption(seed())
  .addOption(out())
  .addOption(limits())
  .option("--url <url>", "probe an app that is already running here; builds and starts nothing")
  .option("--all", "with --url: also the checks that take long", false)
  .option(
    "--only <check or family...>",
    "these checks and what they build on, for example validation pagination.order",
    [],
  )
  .option("--openapi <file>", "with --url: any app's OpenAPI document instead of a brief, with the default rubric")
  .option("--header <name: value...>", "with --url: a header that says who asks, for example an API key", [])
  .option("--user <name:password>", "credentials of the running app (default: $API_USERNAME:$API_PASSWORD)")
  .option("--json", "print the scorecard as JSON on standard output", false)
  .option("-v, --verbose", "show passed checks too", false)
  .action(async (folder: string, options) =>
    end(() => runCheck({ ...global(), folder, ...options, limits: options.limit ?? {} })),
  );

program
  .command("replay")
  .description("sends the requests of a finding again, and shows what the app said then and says now")
  .argument("<scorecard.json>")
  .argument("<finding>", "a failed check, contract.response-body; #2 for its second finding")
  .requiredOption("--url <url>", "where the app is running now")
  .option("--user <name:password>", "its credentials (default: $API_USERNAME:$API_PASSWORD)")
  .option("--header <name: value...>", "a header that says who asks", [])
  .action(async (scorecard: string, finding: string, options) =>
    end(() => replayCommand({ scorecard, finding, ...options })),
  );

program
  .command("demo")
  .description("grades the demo submissions and says where the reports are")
  .addOption(out())
  .action(async (options) => end(() => runDemo({ ...global(), ...options })));

program
  .command("setup")
  .description("makes sure of an engine and builds the images that are missing")
  .action(async () => end(() => runSetup({ install: global().install, say })));

program
  .command("doctor")
  .description("says what is missing on this machine and how to get it")
  .action(async () => end(() => runDoctor(say)));

program
  .command("rubric")
  .description("prints the public rubric of a brief")
  .argument("<brief>")
  .option("--html", "a page instead of Markdown", false)
  .action(async (id: string, options: { html: boolean }) => end(() => rubricCommand(id, options)));

program
  .command("invite")
  .description("writes the starter repository that a candidate gets")
  .addOption(brief())
  .addOption(seed())
  .requiredOption("--out <folder>", "an empty or new folder")
  .option("--name <name>", "whom it is for", "candidate")
  .action(async (options) => end(() => inviteCommand(options)));

program
  .command("brief")
  .description("works on briefs")
  .command("lint")
  .description("proves a brief consistent: OpenAPI valid, examples validate, every check exists, points add up")
  .argument("<folder>")
  .action(async (folder: string) => end(() => lintBriefCommand(folder)));

function global(): { readonly debug: boolean; readonly install: boolean } {
  const { debug, install } = program.opts<{ debug?: boolean; install: boolean }>();
  return { debug: debug ?? false, install };
}

/** Runs a command and ends the process with its code, whatever happens. */
async function end(command: () => Promise<ExitCode>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = explain(error, global().debug);
  }
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError("expected a whole number, 0 or more");
  return value;
}

await program.parseAsync();
