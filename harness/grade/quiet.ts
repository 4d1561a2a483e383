/** Keeps what is measured apart from work that can wait: many steps at a time, or one measurement alone. */
export interface Quiet {
  /** Begins once nothing is measured. A measurement waits until it has ended; no step may wait for another one. */
  step<T>(action: () => Promise<T>): Promise<T>;
  /** Begins once the steps that are on their way have ended; none begins until it has ended itself. */
  alone<T>(action: () => Promise<T>): Promise<T>;
  /** Milliseconds of which those that were measured alone are left out: for limits on what takes steps. */
  clock(): number;
  /** Resolves when the first measurement has ended, or when it is known that there is none: what takes long begins after it. */
  readonly measured: Promise<void>;
  /** No measurement is to come any more. */
  noMore(): void;
}

export function makeQuiet(now: () => number = () => performance.now()): Quiet {
  const onTheirWay = new Set<Promise<unknown>>();
  let measuring: { readonly since: number; readonly ended: Promise<void> } | undefined;
  let aloneMs = 0;
  const { promise: measured, resolve: noMore } = Promise.withResolvers<void>();
  return {
    async step(action) {
      while (measuring !== undefined) await measuring.ended;
      const step = action();
      const ended: Promise<unknown> = step.catch(() => undefined).then(() => onTheirWay.delete(ended));
      onTheirWay.add(ended);
      return await step;
    },
    async alone(action) {
      while (measuring !== undefined) await measuring.ended;
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      const since = now();
      measuring = { since, ended };
      try {
        await Promise.all(onTheirWay);
        return await action();
      } finally {
        aloneMs += now() - since;
        measuring = undefined;
        end();
        noMore();
      }
    },
    clock: () => (measuring?.since ?? now()) - aloneMs,
    measured,
    noMore,
  };
}
