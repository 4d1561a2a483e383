import type { Brief } from "../brief/types.ts";
import { catalogue } from "../checks/catalogue.ts";
import { questionsFrom } from "../score/questions.ts";
import { levelSignals } from "../score/levels.ts";
import { score } from "../score/score.ts";
import type { Workspace } from "../submission/types.ts";
import type { CheckResult, InstalledPackage, Limits, Question, Scorecard } from "../types/scorecard.ts";
import { cutEvidence } from "./cut-evidence.ts";
import type { Results } from "./outcomes.ts";
import type { Run } from "./run.ts";
import { strengthsOf } from "./strengths.ts";
import packageJson from "../../package.json" with { type: "json" };

/** Puts a finished run into its scorecard. */
export async function scorecardOf(
  run: Run,
  brief: Brief,
  results: Results,
  subject: {
    readonly workspace: Workspace | undefined;
    readonly url: string | undefined;
    readonly limits: Limits;
    readonly packages?: readonly InstalledPackage[] | undefined;
  },
): Promise<Scorecard> {
  const { workspace } = subject;
  const scored = new Set([...brief.rubric.criteria, ...brief.rubric.stretch].flatMap(({ checks }) => checks));
  const checks = catalogue.flatMap((check): readonly CheckResult[] => {
    const done = results.runs.get(check.id);
    if (done === undefined) return [];
    const { id, title, why, hint } = check;
    const durationMs = Math.round(done.durationMs);
    return [{ id, title, why, hint, outcome: cutEvidence(done.outcome), durationMs, advisory: !scored.has(id) }];
  });
  return {
    format: "assay-scorecard/1",
    assayVersion: packageJson.version,
    brief: { id: brief.id, title: brief.title, sha256: brief.sha256 },
    submission: {
      name: workspace?.name ?? subject.url ?? "",
      source: workspace?.source ?? subject.url ?? "",
      ...(workspace?.commit === undefined ? {} : { commit: workspace.commit }),
      files: workspace?.files.length ?? 0,
      bytes: workspace?.bytes ?? 0,
      notices: workspace?.notices ?? [],
    },
    run: {
      id: run.id,
      seed: run.seed,
      startedAt: run.startedAt.toISOString(),
      runtime: subject.url === undefined ? "docker" : "url",
      stages: [...run.timings].sort((a, b) => a.startMs - b.startMs),
      incomplete: checks.some(({ outcome, advisory }) => outcome.verdict === "inconclusive" && !advisory),
      notices: run.notices,
    },
    ...score(brief.rubric, results.outcomes),
    ...(brief.rubric.levels.length === 0 ? {} : { levels: levelSignals(brief.rubric, results.outcomes) }),
    checks,
    questions: workspace === undefined ? [] : await questionsOf(workspace, checks),
    limits: subject.limits,
    ...(subject.packages === undefined ? {} : { packages: subject.packages }),
  };
}

async function questionsOf(workspace: Workspace, results: readonly CheckResult[]): Promise<readonly Question[]> {
  const byId = new Map(catalogue.map((check) => [check.id, check]));
  const asked = results.flatMap(({ id, outcome }) => {
    const ask = byId.get(id)?.question;
    return ask === undefined ? [] : [{ id, outcome, ask }];
  });
  return questionsFrom(asked, strengthsOf(await workspace.facts()));
}
