import type { Brief } from "../brief/types.ts";
import type { Silence } from "../checks/run-checks.ts";
import type { Patience } from "../http/patience.ts";
import type { Client } from "../http/types.ts";
import type { Service } from "../sandbox/service/start-service.ts";
import { statusOf } from "../sandbox/service/status-of.ts";
import { EnvironmentError, messageOf } from "../types/errors.ts";

/** Checks that got no answer, one after the other and without a single answer between them, before the app is started anew. */
const mostInARow = 3;
/** What takes longer for each answer, in seconds, has itself to thank that nothing more is asked of it. */
const slowSeconds = 1;

/** The app that is asked, and what may be done to it. */
export interface SilentApp {
  readonly service: { readonly baseUrl: string | undefined; readonly runtime: Pick<Service["runtime"], "start"> };
  readonly api: Pick<Client, "traffic">;
  readonly brief: { readonly runtime: Pick<Brief["runtime"], "alive"> };
  readonly patience: Patience;
}

/**
 * Whose fault it is that a request got no answer. An app that died is started again; so is one that answers nothing that is asked of
 * it, whatever is the matter: only one that answers nothing after that either is given up, and never on a machine that is too busy.
 */
export function afterSilence({ service, api, brief, patience }: SilentApp): (isBusy: boolean) => Promise<Silence> {
  let [answered, inARow, isAnew] = [0, 0, false];
  let given: Silence | undefined;
  const giveUp = (reason: string): Silence => {
    patience.end(reason);
    given = { kind: "gone", reason };
    return given;
  };

  return async (isBusy) => {
    if (given !== undefined) return given;
    if (patience.over !== undefined) {
      const { over: reason, secondsEach } = patience;
      return secondsEach >= slowSeconds && !isBusy ? giveUp(reason) : { kind: "trouble", reason };
    }
    const answers = api.traffic.filter(({ response }) => response !== undefined).length;
    if (answers !== answered) [answered, inARow, isAnew] = [answers, 0, false];
    // On a machine that is too busy, silence says nothing.
    if (!isBusy) inARow += 1;
    const isMute = inARow >= mostInARow;
    if (isMute && isAnew) return giveUp("The app answered nothing that it was asked, and nothing after a new start.");
    try {
      const isAlive = (await statusOf(`${service.baseUrl}${brief.runtime.alive}`)) !== undefined;
      if (isAlive && !isMute) return { kind: "app" };
      if (isMute) [inARow, isAnew] = [0, true];
      const boot = await service.runtime.start();
      return boot.ready ? { kind: "app" } : giveUp("The app stopped answering and could not be started again.");
    } catch (error) {
      if (error instanceof EnvironmentError) return { kind: "trouble", reason: messageOf(error) };
      throw error;
    }
  };
}
