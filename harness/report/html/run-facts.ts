import type { Limits, Scorecard, StageTiming } from "../../types/scorecard.ts";
import { bytes, counted, decimal, duration, grouped } from "../text/numbers.ts";
import { runtimeWords, timeOf } from "../text/words.ts";
import { type Html, html, line } from "./escape.ts";

/** How the grade came about: what is needed to repeat it, how long each step took, the limits, and what was noticed. */
export function runFacts(scorecard: Scorecard): Html {
  const { submission, run, brief, assayVersion, limits } = scorecard;
  const notices = [...submission.notices, ...run.notices];
  const facts: readonly (readonly [name: string, value: Html | string])[] = [
    ["Submission", html`${line(submission.source, 300)}`],
    ["Size", `${counted(submission.files, "file")}, ${bytes(submission.bytes)}`],
    ...(submission.commit === undefined
      ? []
      : [["Commit", html`<code>${line(submission.commit, 64)}</code>`] as const]),
    ["Brief", html`${line(brief.title, 120)} <code>${line(brief.id, 80)}</code>`],
    ["Brief SHA-256", html`<code>${line(brief.sha256, 64)}</code>`],
    ["Seed", html`<code>${run.seed}</code>, replays every random choice with <code>--seed ${run.seed}</code>`],
    ["How", `The submission was ${runtimeWords[run.runtime]}.`],
    ["Started", line(timeOf(run.startedAt), 40)],
    ["Run", html`<code>${line(run.id, 40)}</code>`],
    ["assay", line(assayVersion, 40)],
  ];
  return html`<section aria-labelledby="run"><h2 id="run">This run</h2>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${notices.length === 0 ? undefined : html`<h3>Noticed</h3><ul class="notices">${notices.map((notice) => html`<li>${line(notice)}</li>`)}</ul>`}
<h3>To replay a command</h3>
<p>The commands in this report are for a POSIX shell. Start the app, then set <code>BASE_URL</code> to its address and <code>API_USERNAME</code> and <code>API_PASSWORD</code> to the credentials that it was started with.</p>
${timeLine(run.stages)}
<h3>Limits of the submission's containers</h3>
<dl class="facts limits">${limitRows(limits).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</section>`;
}

function timeLine(stages: readonly StageTiming[]): Html | undefined {
  const end = Math.max(0, ...stages.map(({ startMs, durationMs }) => startMs + durationMs));
  if (end === 0) return undefined;
  const share = (ms: number): string => `${decimal((100 * ms) / end)}%`;
  return html`<h3>Stages, ${duration(end)} in all</h3>
<ol class="stages">${stages.map(
    ({ name, startMs, durationMs, cores }) =>
      html`<li><span>${line(name, 60)}${cores === undefined ? undefined : html` <small>${line(`on ${cores.includes("-") ? "cores" : "core"} ${cores}`, 30)}</small>`}</span><svg class="bar" width="100%" height="10" aria-hidden="true"><rect class="bar-track" y="4" width="100%" height="2"/><rect class="bar-stage" x="${share(startMs)}" width="${share(Math.max(durationMs, end / 300))}" height="10" rx="2"/></svg><span class="quiet">${duration(durationMs)}</span></li>`,
  )}</ol>`;
}

function limitRows(limits: Limits): readonly (readonly [name: string, value: string])[] {
  const seconds = (value: number): string => duration(value * 1000);
  return [
    ["Build", `${seconds(limits.buildSeconds)}, ${bytes(limits.buildMemoryBytes)} of memory`],
    ["Image", bytes(limits.imageBytes)],
    ["Start", seconds(limits.bootSeconds)],
    ["Memory", bytes(limits.memoryBytes)],
    ["Processors", decimal(limits.cpus)],
    ["Processes", grouped(limits.pids)],
    ["Temporary files", bytes(limits.tmpBytes)],
    ["Other files", bytes(limits.diskBytes)],
    ["Waiting for answers", seconds(limits.answerSeconds)],
    ["Candidate's tests", seconds(limits.testSeconds)],
  ];
}
