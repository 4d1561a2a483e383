import { readFile } from "node:fs/promises";
import { createClient } from "../http/client.ts";
import { type ReplayedStep, replay } from "../http/replay/replay.ts";
import { NoResponse } from "../http/types.ts";
import { EnvironmentError, type ExitCode, exitCode, InputError } from "../types/errors.ts";
import type { Exchange, ReceivedResponse } from "../types/exchange.ts";
import type { Finding } from "../types/outcome.ts";
import { seededRandom } from "../types/random.ts";
import type { Scorecard } from "../types/scorecard.ts";
import { clientIdentity, localUrl } from "./app-address.ts";
import { print } from "./say.ts";

export interface ReplayCommand {
  /** scorecard.json of a run. */
  readonly scorecard: string;
  /** `contract.response-body`, or `contract.response-body#2` for the second finding of the check. */
  readonly finding: string;
  readonly url: string;
  readonly user?: string;
  readonly header: readonly string[];
}

/**
 * Sends the requests of a finding again and shows what the app said then and says now. Exit code 1 where the answer that mattered
 * is the same as then (by its status), 0 where it is another one.
 */
export async function replayCommand(command: ReplayCommand): Promise<ExitCode> {
  const finding = findingIn(await readScorecard(command.scorecard), command);
  const exchanges = (finding.exchanges ?? []).map(whole);
  if (exchanges.length === 0) {
    throw new InputError("This finding is not about requests: there is nothing to send again.", {
      where: command.finding,
      found: finding.message,
    });
  }
  const api = {
    operation: () => {
      throw new Error("a replay sends recorded requests only");
    },
  };
  await using client = createClient({
    baseUrl: localUrl(command.url),
    api,
    random: seededRandom(0, "replay"),
    ...clientIdentity(command),
  });
  const steps = await replay(client, exchanges).catch((error: unknown) => {
    if (!(error instanceof NoResponse)) throw error;
    throw new EnvironmentError(`The app gave no answer: ${error.message}.`, {
      next: `Start it at ${command.url}, and replay again.`,
    });
  });
  const last = steps.at(-1);
  const isSame = last !== undefined && last.then.response?.status === last.now.response.status;
  print(
    [
      finding.message,
      ...steps.flatMap(shown),
      isSame ? "The answer is as it was: the fault is still there." : "The answer is another one now.",
    ].join("\n"),
  );
  return isSame ? exitCode.belowThreshold : exitCode.ok;
}

async function readScorecard(file: string): Promise<Scorecard> {
  const expected = "a scorecard.json that assay wrote";
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new InputError(`${file} can't be read as JSON.`, { where: file, expected, cause });
  }
  const format = typeof value === "object" && value !== null && "format" in value ? value.format : undefined;
  if (format !== "assay-scorecard/1") {
    throw new InputError(`${file} is no scorecard.`, {
      where: file,
      found: `format: ${JSON.stringify(format)}`,
      expected,
    });
  }
  return value as Scorecard;
}

function findingIn({ checks }: Scorecard, { finding, scorecard }: ReplayCommand): Finding {
  const [id = "", number = "1"] = finding.split("#");
  const failed = checks.flatMap((check) =>
    check.outcome.verdict === "failed" ? [{ id: check.id, findings: check.outcome.findings }] : [],
  );
  const found = failed.find((check) => check.id === id)?.findings[Number(number) - 1];
  if (found !== undefined) return found;
  throw new InputError(`There is no finding ${finding}.`, {
    where: scorecard,
    found: finding,
    expected:
      failed
        .map((check) => `${check.id}#1${check.findings.length > 1 ? ` to #${check.findings.length}` : ""}`)
        .join(", ") || "a scorecard with a failed check",
  });
}

/** A body that the scorecard cut can't be sent as it was. */
function whole(exchange: Exchange): Exchange {
  if (!/… \(\d+ characters\)$/.test(exchange.request.body ?? "")) return exchange;
  throw new InputError("The request's body is too long to be kept in a scorecard.", {
    where: `${exchange.request.method} ${exchange.request.target}`,
    expected: "assay check --url with the run's --seed, which sends it again",
  });
}

function shown({ then, now }: ReplayedStep, index: number): readonly string[] {
  return [
    "",
    `${index + 1}. ${now.curl}`,
    `   then  ${answer(then.response) ?? then.failure ?? "no answer"}`,
    `   now   ${answer(now.response)}`,
  ];
}

function answer(response: ReceivedResponse | undefined): string | undefined {
  return response && `${response.status} ${response.body.replace(/\s+/g, " ").slice(0, 300)}`.trim();
}
