import { expect, test } from "vitest";
import { loadBrief } from "../../../harness/brief/load-brief.ts";
import { migrationStage } from "../../../harness/grade/migration-stage.ts";
import { collectResults } from "../../../harness/grade/outcomes.ts";
import { beginRun } from "../../../harness/grade/run.ts";

/** What is said of a submission with this pyproject.toml, of which no container may be started. */
async function saidOf(manifest: string) {
  const run = beginRun({ seed: 1, signal: new AbortController().signal, onStage: () => undefined });
  const results = collectResults(({ stage }) => stage === "migrations");
  const workspace = { files: [], read: async () => manifest };
  const subject = { workspace, image: "", credentials: { username: "", password: "" } };
  // The stage asks a workspace for nothing else, and reaches for no sandbox.
  await migrationStage(run, await loadBrief("orders"), results, subject as never);
  return { notices: run.notices, outcomes: [...results.outcomes.values()] };
}

test("a manifest that can't be used costs nothing, and its author hears of it", async () => {
  const { notices, outcomes } = await saidOf("[tool.assay.migrations]\nup = 3\n");
  expect(notices).toEqual([
    expect.stringMatching(
      /^The migrations were not tried: tool\.assay\.migrations\.up is no command\. \(pyproject\.toml; found a number, expected a line/,
    ),
  ]);
  expect(outcomes.length).toBeGreaterThan(3);
  for (const outcome of outcomes) expect(outcome).toEqual({ verdict: "not-applicable", reason: notices[0] });
});

test("where no command is known, that is the reason, and no notice", async () => {
  const { notices, outcomes } = await saidOf("");
  expect(notices).toEqual([]);
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ verdict: "not-applicable", reason: expect.stringContaining("names none") });
  }
});
