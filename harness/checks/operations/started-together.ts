import type { Brief } from "../../brief/types.ts";
import { jsonOf } from "../../http/headers.ts";
import type { Client } from "../../http/types.ts";
import type { Finding, Outcome } from "../../types/outcome.ts";
import type { BootReport, Runtime, Together } from "../../types/runtime.ts";
import { type CreatedRecord, PrerequisiteFailed, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { createRecords } from "../records.ts";
import { type Tally, tally } from "../share.ts";
import { importedOnce } from "./imported-once.ts";
import { logText } from "./log-text.ts";
import { at, sideBySide } from "./side-by-side.ts";

type Context = StageContexts["runtime"];
type NotReady = BootReport & { readonly ready: false };

const count = 4;
/** The end of a process that was killed from outside: for memory, as a rule. */
const killed = 137;
/** What is said of a database whose connections are all taken, or that lets nobody in for a while: both are our choice. */
const shutOut = /too many (connections|clients)|remaining connection slots|timeout expired|PoolTimeout/i;

/** What four containers that started at the same moment on an empty database said. */
export interface Four {
  readonly allOfThem: Outcome;
  /** What two of them made of what the other was told; undefined where something is wrong with all of them. */
  readonly twoOfThem: Outcome | undefined;
}

/** One start serves all checks of a run. */
const asked = new WeakMap<Runtime, Promise<Four>>();

/** Starts them, and asks what each check of a run wants to know. They are gone when this resolves. */
export function askFour(context: Context): Promise<Four> {
  const known = asked.get(context.runtime) ?? askAndRemove(context);
  asked.set(context.runtime, known);
  return known;
}

async function askAndRemove(context: Context): Promise<Four> {
  await using four = await context.runtime.together({ name: "four", count });
  const allOfThem = await askTogether(context, four);
  const [one, other] = four.containers;
  if (allOfThem.verdict !== "passed" || one === undefined || other === undefined) {
    return { allOfThem, twoOfThem: undefined };
  }
  await using first = at(context, one.baseUrl);
  await using second = at(context, other.baseUrl);
  // Where they can't be asked, another two are.
  const twoOfThem = await sideBySide(first, second).catch(() => undefined);
  return { allOfThem, twoOfThem };
}

/** Whether all of them came up; asks each for what another was told, and for what they imported. */
async function askTogether(context: Context, together: Together): Promise<Outcome> {
  const { api, brief, random, records } = context;
  const notReady = together.containers.flatMap(({ boot }) => (boot.ready ? [] : [boot]));
  const ended = notReady.filter(endedByItself);
  if (ended[0] !== undefined) {
    return { verdict: "failed", share: 1 - ended.length / count, findings: [endOf(brief, ended[0], ended.length)] };
  }
  if (notReady[0] !== undefined) {
    const reason = `${notReady.length} of ${count} containers at once did not come up on this machine: ${notReady[0].reason}`;
    return { verdict: "inconclusive", reason };
  }

  // Where the app itself can't create, that is not what is looked for here.
  await records.create();
  await using clients = new AsyncDisposableStack();
  const [first, ...others] = together.containers.map(({ baseUrl }) => clients.use(api.at(baseUrl)));
  if (first === undefined) throw new Error("no container was started");
  const seen = tally();
  const created = await createdAt(first, seen, { brief, random });
  if (created !== undefined) for (const other of others) await readAt(other, seen, { brief, created });
  await importedOnce(seen, { ...context, api: first }, context);
  return (
    seen.outcome((subjects) => `${count} containers, ${subjects} things that they were asked for`) ?? {
      verdict: "passed",
    }
  );
}

function endedByItself({ exitCode, logs }: NotReady): boolean {
  return exitCode !== undefined && exitCode !== killed && !logs.some(({ text }) => shutOut.test(text));
}

function endOf(brief: Brief, { reason, exitCode, logs }: NotReady, many: number): Finding {
  return {
    message: `Of ${count} containers that start at the same moment on an empty database, ${many === 1 ? "one ends" : `${many} end`}: ${reason}`,
    expected: `all ${count} ready, as one alone is`,
    received: `exit code ${exitCode}`,
    curl: replayOf(brief),
    detail: logText(logs),
  };
}

/** Shell commands that start four containers, of the image `$IMAGE`, on the database of `$DATABASE_URL`. */
function replayOf({ dataset, runtime }: Brief): string {
  const options = runtime.environment.map(({ name, value }) => {
    if (value !== "dataset") return `--env ${name}`;
    return dataset === undefined ? "" : `--env ${name}=/dataset.json --volume "$PWD/${dataset.file}:/dataset.json:ro"`;
  });
  const run = ["docker run --detach --name four-$n", ...options.filter((option) => option !== ""), '"$IMAGE"'];
  return [
    "# DATABASE_URL leads to an empty database. This is a race: start PostgreSQL after the four, or try it again.",
    `for n in 1 2 3 4; do ${run.join(" ")} & done; wait`,
    "sleep 20; docker ps --all --filter name=four- # none may have exited",
  ].join("\n");
}

/** Creates a record at one of them; nothing where that fails, which it did not where one started alone. */
async function createdAt(
  api: Client,
  seen: Tally,
  { brief, random }: Pick<Context, "brief" | "random">,
): Promise<CreatedRecord | undefined> {
  try {
    return await createRecords({ api, brief, random }).create();
  } catch (error) {
    if (!(error instanceof PrerequisiteFailed)) throw error;
    const { name } = mainResource(brief);
    const message = `After four started at the same moment, a valid ${name} can't be created at one of them. Where one started alone, it can.`;
    seen.wrong("created", { ...error.finding, message });
    return undefined;
  }
}

async function readAt(
  api: Client,
  seen: Tally,
  { brief, created }: { readonly brief: Brief; readonly created: CreatedRecord },
): Promise<void> {
  const resource = mainResource(brief);
  const answer = await api.call(resource.read, { path: { [resource.pathParameter]: created.id } });
  const subject = `read at ${api.baseUrl}`;
  const { status, body } = answer.response;
  if (status === 200 && jsonOf(answer.response) !== undefined) return seen.ok(subject);
  seen.wrong(subject, {
    message: "What one of four containers that started at the same moment has stored, another one does not have.",
    expected: `200 and the ${resource.name}`,
    received: `${status} ${body.slice(0, 300)}`,
    curl: answer.curl,
    exchanges: [created.exchange, answer],
  });
}
