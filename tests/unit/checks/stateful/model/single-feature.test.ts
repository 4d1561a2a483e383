import { expect, test } from "vitest";
import type { Command, Disagreement } from "../../../../../harness/checks/stateful/model/command.ts";
import { namedElsewhere } from "../../../../../harness/checks/stateful/model/single-feature.ts";
import type { CheckId } from "../../../../../harness/types/outcome.ts";

type Kind = readonly [Command["effect"], CheckId];

const create: Kind = ["creates", "stateful.create-then-read"];
const update: Kind = ["changes", "stateful.partial-update"];
const move: Kind = ["changes", "stateful.transitions"];
const take: Kind = ["changes", "stateful.actions"];
const remove: Kind = ["changes", "stateful.delete"];
const read: Kind = ["looks-at-record", "stateful.create-then-read"];
const list: Kind = ["looks-at-list", "stateful.create-then-list"];

/** Who names a story of these commands, of which the last is answered with another status, or other content, than it should. */
function named(place: Disagreement["in"], ...commands: readonly Kind[]): CheckId | undefined {
  return namedElsewhere({
    sent: commands.map(([effect, examinedBy]) => ({
      command: { effect, examinedBy, about: 1, run: async () => undefined },
      step: { exchanges: [] as never, says: "", verdict: { kind: "agrees" } },
    })),
    disagreement: { kind: "disagrees", in: place, message: "", expected: "", received: "" },
  });
}

test.for<[CheckId, ...Kind[]]>([
  ["stateful.create-then-read", create],
  ["stateful.exclusive", create, create],
  ["stateful.create-then-list", create, create, list],
  ["stateful.partial-update", create, update],
  ["stateful.partial-update", create, update, read],
  ["stateful.delete", create, remove, list],
  ["stateful.delete", create, remove, remove],
  ["stateful.delete", create, remove, create],
  ["stateful.transitions", create, move, move, move],
  ["stateful.actions", create, take, take, read],
  ["stateful.overlap", create, move, create],
])("%s names what it examines by itself", ([check, ...commands]) => {
  expect(named("status", ...commands)).toBe(check);
});

test.for<[string, Disagreement["in"], ...Kind[]]>([
  ["a third record beside two", "status", create, create, create],
  ["what a new record has of a deleted one", "content", create, remove, create],
  ["a change that undoes another", "content", create, update, update],
  ["a change after a move", "content", create, move, update],
  ["a list that lags behind a change", "content", create, update, list],
  ["a list that was seen before", "content", create, list, update, list],
])("%s is the model's to name", ([, place, ...commands]) => {
  expect(named(place, ...commands)).toBeUndefined();
});
