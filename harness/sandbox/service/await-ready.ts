import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import type { RuntimeContract } from "../../brief/types.ts";
import { Interrupted } from "../../types/errors.ts";
import { onEngine } from "../engine-trouble.ts";
import { readLogs } from "../container/read-logs.ts";
import { listenersIn } from "./listening.ts";
import { statusOf } from "./status-of.ts";

/** How the wait for an app ended. */
export type Readiness =
  | { readonly state: "ready"; readonly readyMs: number; readonly notices: readonly string[] }
  /** It listens elsewhere: the caller may look there. */
  | { readonly state: "other-port"; readonly port: number }
  | { readonly state: "failed"; readonly reason: string; readonly exitCode?: number };

export interface WaitOptions {
  readonly container: Docker.Container;
  readonly url: string;
  /** Port that the gateway leads to. */
  readonly port: number;
  readonly contract: RuntimeContract;
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

const pollMs = 100;
/** An app that answers, but not on its ready path, is given this long to change its mind. */
const missingPathGraceMs = 3_000;

/** Asks the ready path until it says yes, the app ends, or the time is over; then says what was wrong, from inside the container. */
export async function awaitReady(options: WaitOptions): Promise<Readiness> {
  const { container, contract, withinMs } = options;
  const started = performance.now();
  let lastStatus: number | undefined;
  let firstAnswerMs: number | undefined;
  let lookedInside = 0;
  for (let elapsed = 0; elapsed < withinMs; elapsed = performance.now() - started) {
    if (options.signal.aborted) throw new Interrupted("Interrupted.");
    const status = await statusOf(options.url + contract.ready);
    const readyMs = performance.now() - started;
    if (status !== undefined) {
      lastStatus = status;
      firstAnswerMs ??= readyMs;
      if (status >= 200 && status < 300) return { state: "ready", readyMs, notices: [] };
      if (status === 404 && readyMs - firstAnswerMs > missingPathGraceMs) {
        const notice = `${contract.ready} answers 404; the app was taken as ready because it answers at all.`;
        return { state: "ready", readyMs: firstAnswerMs, notices: [notice] };
      }
    } else {
      const ended = await endOf(container);
      if (ended !== undefined) return ended;
      // A look inside costs an exec: only now and then, and not before a normal start would be over.
      if (readyMs > 4_000 * (lookedInside + 1)) {
        lookedInside += 1;
        const elsewhere = await lookInside(options, lookedInside);
        if (elsewhere !== undefined) return elsewhere;
      }
    }
    await sleep(pollMs);
  }
  const within = `within ${Math.round(withinMs / 1000)} s`;
  if (lastStatus !== undefined) {
    return {
      state: "failed",
      reason: `It started, but ${contract.ready} did not say that it is ready ${within}: it answers ${lastStatus}.`,
    };
  }
  const listens = (await listenersIn(container)).some(({ port }) => port === options.port);
  const what = listens
    ? `It listens on port ${options.port}, but there was no answer to GET ${contract.ready} ${within}.`
    : `Nothing listens on port ${options.port} ${within} of the start.`;
  return { state: "failed", reason: what + (await lastWord(container)) };
}

/** What the log said last about trouble, as the end of a sentence's paragraph; empty where it said nothing. */
async function lastWord(container: Docker.Container): Promise<string> {
  const lines = (await readLogs(container)).map(({ text }) => text.trim()).filter((text) => text !== "");
  const last =
    lines.findLast((text) => /^[\w.]*(Error|Exception|Exit)\b/.test(text)) ??
    lines.findLast((text) => /error|exception|not found|denied|refused/i.test(text)) ??
    lines.at(-1);
  return last === undefined ? "" : ` Its last word: ${last.slice(0, 300)}`;
}

async function endOf(container: Docker.Container): Promise<Readiness | undefined> {
  const { State } = await onEngine("inspect the app", () => container.inspect());
  if (State.Running) return undefined;
  const because = State.OOMKilled ? " (killed: it used more memory than its limit)" : "";
  return {
    state: "failed",
    reason: `It ended with exit code ${State.ExitCode}${because} instead of serving.${await lastWord(container)}`,
    exitCode: State.ExitCode,
  };
}

async function lookInside({ container, port }: WaitOptions, look: number): Promise<Readiness | undefined> {
  const listeners = await listenersIn(container);
  const onPort = listeners.find((listener) => listener.port === port);
  if (onPort !== undefined && !onPort.reachable && look > 1) {
    return {
      state: "failed",
      reason: `It listens on 127.0.0.1:${port} only, so nobody outside its container reaches it. Bind 0.0.0.0.`,
    };
  }
  if (onPort !== undefined) return undefined;
  const other = listeners.find(({ reachable }) => reachable);
  if (other !== undefined) return { state: "other-port", port: other.port };
  const [loopback] = listeners;
  if (loopback !== undefined && look > 1) {
    return {
      state: "failed",
      reason: `It listens on 127.0.0.1:${loopback.port} only, so nobody outside its container reaches it. Bind 0.0.0.0, and the port of $PORT.`,
    };
  }
  return undefined;
}
