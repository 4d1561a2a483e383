import type { Brief, DataRecord } from "../brief/types.ts";
import type { AnyCheck, Check, ProbeContext, Stage } from "../checks/check.ts";
import { createRecords } from "../checks/records.ts";
import { createClient } from "../http/client.ts";
import { loadProbe } from "../http/load/compare.ts";
import { patienceOf } from "../http/patience.ts";
import type { Client } from "../http/types.ts";
import type { HeldToCores } from "../sandbox/service/hold-to-cores.ts";
import type { Service } from "../sandbox/service/start-service.ts";
import type { Outcome } from "../types/outcome.ts";
import { seededRandom } from "../types/random.ts";
import type { Credentials } from "../http/authorization.ts";
import { afterSilence } from "./after-silence.ts";
import { notTried } from "./not-tried.ts";
import type { Results } from "./outcomes.ts";
import type { Quiet } from "./quiet.ts";
import type { Run } from "./run.ts";

/** The stages that need a running app, in order, and those that need an image. */
export const stagesWithApp: readonly Stage[] = ["boot", "probe", "traffic", "runtime", "migrations", "load", "disturb"];
export const testStages: readonly Stage[] = ["tests", "mutation"];
export const stagesWithImage: readonly Stage[] = [...testStages, "commands"];

export interface RunningSubject {
  readonly service: Service;
  readonly credentials: Credentials;
  readonly dataset: readonly DataRecord[] | undefined;
  /** The most that its answers are waited for, all in all. */
  readonly answerSeconds: number;
  /** The latency probe wants the machine for itself: what can wait steps aside for it. */
  readonly alone: Quiet["alone"];
  /** Tries the submission's migrations; from when `filled` resolves, the app has rows to give them. */
  readonly migrate: (filled: Promise<void>) => Promise<void>;
}

/** Probes the running app, looks inside, loads it, and stops and restarts it. */
export async function runningStages(run: Run, brief: Brief, results: Results, subject: RunningSubject): Promise<void> {
  const { service, credentials } = subject;
  run.notices.push(...service.notices);
  await results.run("boot", () => ({ brief, boot: service.boot }));
  const { baseUrl } = service;
  if (!service.boot.ready || baseUrl === undefined) return;
  const patience = patienceOf(subject.answerSeconds);
  await using api = createClient({
    baseUrl,
    api: brief.api,
    credentials,
    random: seededRandom(run.seed, "client"),
    patience,
  });
  const probe = probeContexts(run, brief, api, subject.dataset);
  const inside = (check: AnyCheck) => ({ ...probe(check), runtime: service.runtime });
  const ifSilent = afterSilence({ service, api, brief, patience });
  const load = loadProbe({
    appUrl: baseUrl,
    referenceUrl: () => service.referenceUrl(),
    authorization: brief.auth === undefined ? undefined : basic(credentials),
    seed: run.seed,
  });

  const { promise: filled, resolve: isFilled } = Promise.withResolvers<void>();
  const migrating = subject.migrate(filled);
  // Who waits for it hears of a failure; where the probes fail first, nobody waits any more.
  migrating.catch(() => undefined);
  try {
    await run.stage("probe", async () => {
      await results.run("probe", probe, ifSilent);
      await results.run("traffic", () => ({ brief, api, traffic: api.traffic }), ifSilent);
    });
  } finally {
    isFilled();
  }
  run.notices.push(...notTried(brief));
  // The reference app starts while others look inside; who needs it waits for it, and hears of it when it can't start.
  if (results.wants(["load"])) service.referenceUrl().catch(() => undefined);
  await together([run.stage("look inside", () => results.run("runtime", inside, ifSilent)), migrating]);
  await subject.alone(async () => {
    await using held = await heldToCores(results, service);
    const measure = () => results.run("load", (check) => ({ ...inside(check), load }), ifSilent);
    await run.stage("measure under load", measure, { cores: held?.cores });
  });
  await run.stage("stop and restart", () => results.run("disturb", inside, ifSilent));
}

/** For what compares the app with the reference app; without a reference app, the checks say what is the matter. */
async function heldToCores(results: Results, service: Service): Promise<HeldToCores | undefined> {
  if (!results.wants(["load"])) return undefined;
  return await service.heldToCores().catch(() => undefined);
}

/** Settles whatever could not be asked because the app never came up. */
export function withoutApp(results: Results): void {
  const boots = results.outcomes.get("operations.boots");
  const blocked: Outcome = {
    verdict: "blocked",
    by: "operations.boots",
    reason: "The app did not come up, so it could not be asked.",
  };
  // Where it is our machine's fault that the app did not come up, it is also why nothing could be asked.
  results.close(stagesWithApp, boots?.verdict === "inconclusive" ? boots : blocked);
}

/** Waits for all of them, also where one fails: what it uses is torn down after that. */
async function together(actions: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(actions);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

/** Makes what each probe gets: the shared client, and randomness and records of its own, with the run's mark where it has one. */
export function probeContexts(
  run: Pick<Run, "seed">,
  brief: Brief,
  api: Client,
  dataset: readonly DataRecord[] | undefined,
  mark?: string,
): (check: Pick<Check, "id">) => ProbeContext {
  return (check) => {
    const random = seededRandom(run.seed, check.id);
    return {
      brief,
      api,
      random,
      dataset,
      records: createRecords({ api, brief, random, ...(mark === undefined ? {} : { mark }) }),
    };
  };
}

function basic({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}
