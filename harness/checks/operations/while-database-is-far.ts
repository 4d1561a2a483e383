import { type Answered, NoResponse } from "../../http/types.ts";
import type { Finding, Outcome } from "../../types/outcome.ts";
import type { Beside } from "../../types/runtime.ts";
import { PrerequisiteFailed, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { createRecords } from "../records.ts";
import { recordTimeLine } from "../time-line.ts";
import { isGood, settled } from "./after-outage.ts";

/** So that every worker of a small server has its connections before the way becomes longer. */
const readsBefore = 12;
const readsMeanwhile = 4;
/** BEGIN, COMMIT, a ping of the pool, a SET, and one more: what comes with the statements of a request that are counted. */
const aroundStatements = 5;

/** Reads a record of another container's while every trip to its database takes longer, and counts the trips. */
export async function whileDatabaseIsFar(
  { api, brief, random }: StageContexts["runtime"],
  { baseUrl, boot, way }: Beside,
): Promise<Outcome> {
  if (way === undefined) throw new Error("It shares the way to the database with the app.");
  if (!boot.ready) throw new PrerequisiteFailed("operations.config-from-environment", { message: boot.reason });
  await using client = api.at(baseUrl);
  const resource = mainResource(brief);
  const created = await createRecords({ api: client, brief, random }).create();
  const read = () => settled(client.call(resource.read, { path: { [resource.pathParameter]: created.id } }));
  const several = async (times: number, see: (answer: Answered | NoResponse) => void) => {
    const answers: (Answered | NoResponse)[] = [];
    for (let time = 0; time < times; time += 1) {
      const answer = await read();
      see(answer);
      answers.push(answer);
    }
    return answers;
  };
  const before = await several(readsBefore, () => undefined);
  const line = recordTimeLine("Database farther away", "it answers as before, only later: its database is up");
  let answers: readonly (Answered | NoResponse)[] = [];
  line.did(`each trip to the database takes ${way.roundTripMs} ms longer`);
  const { connections, trips } = await way.longer(async () => {
    answers = await several(readsMeanwhile, (answer) => line.answered(answer, isGood(answer) ? "kept" : "broken"));
  });
  line.did("no longer");

  const each = Math.round((trips / readsMeanwhile) * 10) / 10;
  const bad = answers.find((answer) => !isGood(answer));
  const waste = wasteIn(connections, each, brief.database?.statementsAtMost[resource.read]);
  const findings: Finding[] = [
    ...(bad === undefined
      ? []
      : [{ message: "A read that works otherwise does not while its database is farther away.", ...evidenceOf(bad) }]),
    ...(waste === undefined ? [] : [{ ...evidenceOf(answers[0] ?? created.exchange), ...waste }]),
  ];
  const evidence = {
    timeLine: line.until(
      `a read in ${Math.round(medianOf(answers))} ms instead of ${Math.round(medianOf(before))} ms, ${each} trips`,
    ),
    measurements: [
      { name: "trips to the database for a read", value: each, unit: "" },
      { name: `read, each trip ${way.roundTripMs} ms longer`, value: Math.round(medianOf(answers)), unit: "ms" },
    ],
  };
  return findings.length === 0
    ? { verdict: "passed", ...evidence }
    : { verdict: "failed", share: 0, findings, ...evidence };
}

/** What is said of so many connections and trips; nothing where they are what they have to be. */
function wasteIn(connections: number, each: number, statements: number | undefined) {
  if (connections >= readsMeanwhile) {
    return {
      message: `Each read opens a connection of its own: one after the other, ${readsMeanwhile} reads opened ${connections}, and each went to the database ${each} times.`,
      expected: "connections that are kept, and shared",
      received: `${connections} new connections`,
    };
  }
  if (statements === undefined || each <= statements + aroundStatements) return undefined;
  return {
    message: `A read goes to the database ${each} times.`,
    expected: `at most ${statements + aroundStatements} times: the ${statements} statements that are published, and what belongs to a transaction`,
    received: `${each} times`,
  };
}

function evidenceOf(answer: Answered | NoResponse): Omit<Finding, "message"> {
  const exchange = answer instanceof NoResponse ? answer.exchange : answer;
  const { response, failure, curl } = exchange;
  const received = response === undefined ? (failure ?? "no answer") : String(response.status);
  return { expected: "2xx", received, curl, exchanges: [exchange] };
}

function medianOf(answers: readonly (Answered | NoResponse)[]): number {
  const sorted = answers
    .map((answer) => (answer instanceof NoResponse ? answer.exchange : answer).durationMs)
    .toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
