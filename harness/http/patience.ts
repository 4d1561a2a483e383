/** How long the clients of one app wait for its answers, all in all; more than that, nothing is asked of it. */
export interface Patience {
  /** A request is under way, until what this gives is called. Several at the same time count once. */
  wait(): () => void;
  /** Ends it before its time, and says why. */
  end(reason: string): void;
  /** Why nothing more is asked; undefined as long as there is patience. */
  readonly over: string | undefined;
  /** Seconds waited so far, over the requests that were waited for; 0 where there were none. */
  readonly secondsEach: number;
}

/** `now` gives milliseconds. */
export function patienceOf(mostSeconds: number, now: () => number = () => performance.now()): Patience {
  let [waitedMs, requests, underWay, since] = [0, 0, 0, 0];
  let reason: string | undefined;
  const waited = (): number => waitedMs + (underWay > 0 ? now() - since : 0);
  return {
    wait() {
      if (underWay === 0) since = now();
      underWay += 1;
      requests += 1;
      return () => {
        underWay -= 1;
        if (underWay === 0) waitedMs += now() - since;
      };
    },
    end(given) {
      reason ??= given;
    },
    get over() {
      if (reason === undefined && waited() >= mostSeconds * 1000) {
        reason = `Its answers to ${requests} requests took ${mostSeconds} s together: no more was asked of it.`;
      }
      return reason;
    },
    get secondsEach() {
      return requests === 0 ? 0 : waited() / 1000 / requests;
    },
  };
}
