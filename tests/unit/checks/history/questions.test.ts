import { expect, test } from "vitest";
import type { Check } from "../../../../harness/checks/check.ts";
import generatedFilesCommitted from "../../../../harness/checks/history/generated-files-committed.ts";
import identities from "../../../../harness/checks/history/identities.ts";
import megaCommit from "../../../../harness/checks/history/mega-commit.ts";
import messages from "../../../../harness/checks/history/messages.ts";
import secretsInHistory from "../../../../harness/checks/history/secrets-in-history.ts";
import timestampsPlausible from "../../../../harness/checks/history/timestamps-plausible.ts";
import withinWindow from "../../../../harness/checks/history/within-window.ts";
import type { Commit, Workspace } from "../../../../harness/submission/types.ts";
import { briefForTests } from "../../submission/brief-for-tests.ts";

const hourMs = 3_600_000;
const questions = [megaCommit, messages, timestampsPlausible, withinWindow, identities];

/** A commit of an hour's work; `changed` says what is unusual. */
function commit(index: number, changed: Partial<Commit> & { readonly lines?: number } = {}): Commit {
  const { lines = 50, ...rest } = changed;
  const changes = [{ path: `part${index}.py`, addedLines: lines, removedLines: 0, addedSecrets: [] }];
  return {
    id: String(index).padStart(40, "0"),
    parents: index === 0 ? [] : [String(index - 1).padStart(40, "0")],
    author: { name: "Ada", email: "ada@example.com" },
    authoredAt: Date.UTC(2026, 0, 1, 9) + index * hourMs,
    offsetMinutes: 0,
    message: `Part ${index} of the orders`,
    changes,
    addedLines: lines,
    removedLines: 0,
    ...rest,
  };
}

/** The commits in the order in which a history gives them: newest first. */
async function ask(check: Check<"source">, oldestFirst: readonly Commit[]) {
  const workspace: Workspace = {
    root: "",
    name: "",
    source: "",
    commit: undefined,
    files: [],
    bytes: 0,
    notices: [],
    read: async () => undefined,
    facts: async () => ({ modules: [], leftOut: [] }),
    history: async () => oldestFirst.toReversed(),
    isCommitted: async () => undefined,
  };
  return await check.run({ brief: briefForTests, workspace });
}

const usual = [0, 1, 2, 3].map((index) => commit(index));

test.each(questions)("$id asks nothing about a usual history", async (check) => {
  expect(await ask(check, usual)).toMatchObject({ verdict: "passed" });
});

test.each(questions)(
  "$id asks nothing where there is no history, one squashed commit, or the end of a shallow clone",
  async (check) => {
    const squashed = commit(0, { lines: 2000, message: "wip", authoredAt: Date.UTC(2090, 0, 1) });
    const shallow = [commit(7, { lines: 2000 }), commit(8)];
    for (const history of [[], [squashed], shallow]) {
      expect(await ask(check, history)).toMatchObject({ verdict: "not-applicable" });
    }
  },
);

test("a commit with most of the code is named", async () => {
  const large = [commit(0), commit(1, { lines: 900 }), commit(2)];
  expect(await ask(megaCommit, large)).toMatchObject({
    verdict: "failed",
    findings: [{ place: { commit: large[1]?.id, path: "part1.py" } }],
  });
  expect(await ask(megaCommit, [commit(0), commit(1, { lines: 300 }), commit(2)])).toMatchObject({ verdict: "passed" });
});

test("messages count when most of them say nothing; a few short ones are everybody's", async () => {
  const called = (...texts: readonly string[]) => texts.map((message, index) => commit(index, { message }));
  expect(await ask(messages, called("wip", "fix", "Add paging"))).toMatchObject({ verdict: "failed" });
  expect(await ask(messages, called("wip", "Fix the total of an order", "Add paging"))).toMatchObject({
    verdict: "passed",
  });
});

test("times in the future, and five of the same second, are asked about", async () => {
  const future = [...usual, commit(4, { authoredAt: Date.UTC(2090, 0, 1) })];
  expect(await ask(timestampsPlausible, future)).toMatchObject({
    verdict: "failed",
    findings: [{ place: { commit: future[4]?.id } }],
  });
  const scripted = [0, 1, 2, 3, 4].map((index) => commit(index, { authoredAt: 0 }));
  expect(await ask(timestampsPlausible, scripted)).toMatchObject({ verdict: "failed" });
});

test("hours between commits count, nights and days in between do not", async () => {
  const long = Array.from({ length: 12 }, (_, index) => commit(index));
  expect(await ask(withinWindow, long)).toMatchObject({ verdict: "failed" });
  const nights = Array.from({ length: 12 }, (_, index) => commit(index, { authoredAt: index * 20 * hourMs }));
  expect(await ask(withinWindow, nights)).toMatchObject({ verdict: "passed" });
});

test("another author of code is asked about; a second machine, a bot and a starter without code are not", async () => {
  const by = (name: string, email: string, index: number) => commit(index, { author: { name, email } });
  const other = by("Grace", "grace@example.com", 4);
  expect(await ask(identities, [...usual, other])).toMatchObject({
    verdict: "failed",
    findings: [{ place: { commit: other.id } }],
  });
  expect(JSON.stringify(await ask(identities, [...usual, other]))).not.toContain("Grace");
  const machine = by("ada", "ada@laptop.local", 4);
  const bot = by("dependabot[bot]", "bot@example.com", 5);
  const starter = commit(6, { author: { name: "Company", email: "hr@example.com" }, changes: [] });
  expect(await ask(identities, [...usual, machine, bot, starter])).toMatchObject({ verdict: "passed" });
});

test("secrets and generated files are named with the commit that brought them, also in the only commit", async () => {
  const path = "htmlcov/index.html";
  const bad = commit(0, { changes: [{ path, addedLines: 1, removedLines: 0, addedSecrets: ["github"] }] });
  expect(await ask(secretsInHistory, [bad])).toMatchObject({
    verdict: "failed",
    findings: [{ place: { path, commit: bad.id } }],
  });
  expect(await ask(generatedFilesCommitted, [bad])).toMatchObject({
    verdict: "failed",
    findings: [{ place: { path, commit: bad.id } }],
  });
  expect(await ask(secretsInHistory, [])).toMatchObject({ verdict: "not-applicable" });
});
