import { expect, test } from "vitest";
import type { Command } from "../../../../../harness/checks/stateful/model/command.ts";
import type { Run } from "../../../../../harness/checks/stateful/model/run-commands.ts";
import { shortest } from "../../../../../harness/checks/stateful/model/shortest.ts";

/** Commands that can be told apart by the record that they are about. */
const commands = Array.from(
  { length: 20 },
  (_, about): Command => ({
    examinedBy: "stateful.create-then-read",
    effect: "changes",
    about,
    run: async () => undefined,
  }),
);

const disagreement = { kind: "disagrees", in: "status", message: "", expected: "", received: "" } as const;

/** A run of these commands, each one request, that disagrees or not. */
function runOf(sent: readonly Command[], isWrong: boolean): Run {
  return {
    attempt: {} as never,
    sent: sent.map((command) => ({
      command,
      step: { exchanges: [] as never, says: "", verdict: { kind: "agrees" } },
    })),
    disagreement: isWrong ? disagreement : undefined,
    requests: sent.length,
  };
}

/** An app that goes wrong where it was sent all of these, if `goesWrong` says so. */
function appThatNeeds(needed: readonly number[], goesWrong: () => boolean = () => true) {
  let requests = 0;
  return {
    requests: () => requests,
    again: async (sent: readonly Command[]): Promise<Run> => {
      requests += sent.length;
      const abouts = sent.map(({ about }) => about);
      return runOf(sent, needed.every((each) => abouts.includes(each)) && goesWrong());
    },
  };
}

const abouts = ({ sent }: Run) => sent.map(({ command }) => command.about);

test("nothing that could be left out is left, wherever it stands", async () => {
  for (const needed of [[19], [0, 19], [7, 8, 19], [0, 5, 11, 19]]) {
    const { run, isRepeatable } = await shortest(runOf(commands, true), appThatNeeds(needed).again, 300);
    expect(abouts(run)).toEqual(needed);
    expect(isRepeatable).toBe(true);
  }
});

test("what shows every third time only is told shortly, too", async () => {
  let times = 0;
  const everyThird = (): boolean => {
    times += 1;
    return times % 3 === 0;
  };
  const { run } = await shortest(runOf(commands, true), appThatNeeds([3, 19], everyThird).again, 2000);
  expect(abouts(run).length).toBeLessThanOrEqual(4);
});

test("what never shows again stays as it was found, after a bounded number of requests", async () => {
  const app = appThatNeeds([0], () => false);
  const { run, isRepeatable } = await shortest(runOf(commands, true), app.again, 300);
  expect(run.sent).toHaveLength(commands.length);
  expect(isRepeatable).toBe(false);
  expect(app.requests()).toBeLessThanOrEqual(300);
});
