import { type Answered, NoResponse } from "../http/types.ts";
import type { TimeLine, TimeLineEvent } from "../types/outcome.ts";

/** A page can show as many; a disturbance that goes well has a handful. */
const mostEvents = 20;
const mostCharacters = 120;

/** Writes down what is done to the app and what is seen of it, as it happens. */
export interface TimeLineRecorder {
  /** Milliseconds since the first event. */
  readonly elapsedMs: number;
  /** assay did this, just now. */
  did(what: string): void;
  /** The app was seen to do this; `kind` says whether that is what is promised. */
  saw(what: string, kind: TimeLineEvent["kind"]): void;
  /** The app answered so, or not at all. */
  answered(answer: Answered | NoResponse, kind: TimeLineEvent["kind"]): void;
  /** The time line so far, with the times that matter in a few words. */
  until(summary: string): TimeLine;
}

/** Begins a time line; its clock starts with its first event. */
export function recordTimeLine(title: string, promised: string): TimeLineRecorder {
  const events: TimeLineEvent[] = [];
  let started: number | undefined;
  const elapsed = (): number => (started === undefined ? 0 : performance.now() - started);
  const add = (what: string, kind: TimeLineEvent["kind"]): void => {
    started ??= performance.now();
    const text = what.length > mostCharacters ? `${what.slice(0, mostCharacters - 1)}…` : what;
    const last = events.at(-1);
    if (last?.what === text && last.kind === kind) {
      events[events.length - 1] = { ...last, times: (last.times ?? 1) + 1 };
      return;
    }
    // Of one that never calms down, the end is kept: it says what became of it.
    if (events.length === mostEvents) events.pop();
    events.push({ atMs: Math.round(elapsed()), kind, what: text });
  };
  return {
    get elapsedMs() {
      return elapsed();
    },
    did: (what) => add(what, "done"),
    saw: add,
    answered(answer, kind) {
      const { request, response, failure } = answer instanceof NoResponse ? answer.exchange : answer;
      const [path = ""] = request.target.split("?");
      // An id tells nothing here, and makes a short line long.
      const short = path.replace(/[^/]{16,}/g, (id) => `${id.slice(0, 8)}…`).slice(0, 70);
      const result = response === undefined ? (failure ?? "no answer") : String(response.status);
      add(`${request.method} ${short}: ${result}`, kind);
    },
    until: (summary) => ({ title, promised, summary: summary.slice(0, mostCharacters), events: [...events] }),
  };
}

/** A time for a time line: "0.4 s"; what is too short for that, "14 ms". */
export function inSeconds(ms: number): string {
  return ms < 100 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** How long it took to work again, in words, or that it did not. */
export function recoveredIn(tookMs: number | undefined, withinMs: number): string {
  return tookMs === undefined
    ? `had not recovered after ${Math.round(withinMs / 1000)} s`
    : `recovered in ${inSeconds(tookMs)}`;
}
