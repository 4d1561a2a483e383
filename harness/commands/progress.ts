import { Listr, type ListrTask } from "listr2";
import { type StageEvent, type StageName, stageNames } from "../grade/run.ts";

/** Shows the steps of one grade as a tree with times; silent where standard error is no terminal. */
export interface Progress {
  readonly onStage: (event: StageEvent) => void;
  /** Settles the steps that never ran, and waits until the tree is drawn. */
  finish(): Promise<void>;
}

type Ended = Exclude<StageEvent["state"], "started">;

export function showProgress(title: string, isTerminal: boolean): Progress {
  if (!isTerminal) return { onStage: () => undefined, finish: async () => undefined };
  const steps = new Map(stageNames.map((name) => [name, step(name)]));
  const list = new Listr(
    [
      {
        title,
        task: (_, task) =>
          task.newListr(
            [...steps.values()].map(({ task: one }) => one),
            { concurrent: true },
          ),
      },
    ],
    {
      renderer: "default",
      fallbackRenderer: "silent",
      exitOnError: false,
      // The run has handlers of its own for signals: it must tear down before it ends.
      registerSignalListeners: false,
      rendererOptions: { collapseSubtasks: false, showErrorMessage: false },
    },
  );
  const drawn = list.run();
  return {
    onStage: (event) => steps.get(event.name)?.tell(event),
    async finish() {
      for (const { tell } of steps.values()) tell({ state: "skipped" });
      await drawn;
    },
  };
}

/** One line of the tree, driven from outside. */
function step(name: StageName) {
  const end = Promise.withResolvers<{ readonly state: Ended; readonly note?: string }>();
  let retitle: (title: string) => void = () => undefined;
  let startedAt = 0;
  const task: ListrTask = {
    title: `${name} (waiting)`,
    async task(_, wrapper) {
      retitle = (title) => {
        wrapper.title = title;
      };
      const { state, note } = await end.promise;
      const suffix = note === undefined ? "" : `, ${note}`;
      if (state === "skipped") return wrapper.skip(`${name}: not needed`);
      wrapper.title = `${name}  ${((performance.now() - startedAt) / 1000).toFixed(1)} s${suffix}`;
      if (state === "failed") throw new Error(wrapper.title);
    },
  };
  return {
    task,
    tell(event: { readonly state: StageEvent["state"]; readonly note?: string }) {
      if (event.state === "started") {
        startedAt = performance.now();
        retitle(name);
      } else end.resolve({ state: event.state, ...(event.note === undefined ? {} : { note: event.note }) });
    },
  };
}
