import { Console } from "node:console";
import { fileURLToPath } from "node:url";
import { grade } from "../../harness/grade.ts";
import type { Scorecard } from "../../harness/types/scorecard.ts";
import { makeBench } from "../mutants/make-bench.ts";

// npm run bench [-- runs [name...]]: a warm grade by stage, its longest checks, the points of repeated runs with different seeds, and the
// memory and computing time of assay's own process. A name is one of orders, or BRIEF/NAME.
// Figures are seconds of this machine; what can be compared between machines is each stage's part of the whole.

const { log } = new Console(process.stdout);
const runs = Number(process.argv[2] ?? 10);
const longest = 12;

const names = process.argv.length > 3 ? process.argv.slice(3) : ["strong-sqlalchemy", "average", "weak"];
for (const name of names) {
  const [brief, submission] = name.includes("/") ? name.split("/", 2) : ["orders", name];
  const bench = await makeBench(brief ?? "orders");
  const folder = fileURLToPath(new URL(`../submissions/${brief}/${submission}`, import.meta.url));
  const options = (seed: number) => ({ ...bench, seed, signal: new AbortController().signal });
  await grade(folder, options(0));
  const cards: Scorecard[] = [];
  const [before, started] = [process.cpuUsage(), performance.now()];
  for (let seed = 1; seed <= runs; seed += 1) cards.push(await grade(folder, options(seed)));
  log(
    `\n${name}: points of ${runs} warm runs: ${cards.map(({ totals }) => `${totals.points}/${totals.decided}`).join(" ")}`,
  );
  showStages(cards);
  showChecks(cards);
  const { user, system } = process.cpuUsage(before);
  const [own, wall] = [(user + system) / 1e6, (performance.now() - started) / 1000];
  log(
    `  assay's own computing    ${(own / runs).toFixed(1).padStart(5)} s  ${Math.round((100 * own) / wall)} % of one core`,
  );
}
log(`\nlargest memory of this process: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);

/** Median seconds of each stage, and its part of the sum; stages overlap, so the whole takes less than their sum. */
function showStages(cards: readonly Scorecard[]): void {
  const whole = median(
    cards.map(({ run }) => Math.max(...run.stages.map(({ startMs, durationMs }) => startMs + durationMs))),
  );
  for (const { name } of cards[0]?.run.stages ?? []) {
    const ms = median(
      cards.flatMap(({ run }) => run.stages.flatMap((each) => (each.name === name ? [each.durationMs] : []))),
    );
    log(`  ${name.padEnd(24)} ${(ms / 1000).toFixed(1).padStart(5)} s  ${Math.round((100 * ms) / whole)} %`);
  }
  log(`  ${"from first to last".padEnd(24)} ${(whole / 1000).toFixed(1).padStart(5)} s`);
}

/** Median seconds of the checks that take longest. */
function showChecks(cards: readonly Scorecard[]): void {
  const seconds = (cards[0]?.checks ?? []).map(({ id }) => {
    const of = cards.flatMap(({ checks }) => checks.flatMap((each) => (each.id === id ? [each.durationMs] : [])));
    return { id, seconds: median(of) / 1000 };
  });
  for (const each of seconds.toSorted((a, b) => b.seconds - a.seconds).slice(0, longest))
    log(`    ${each.id.padEnd(40)} ${each.seconds.toFixed(1).padStart(5)} s`);
}

function median(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  return ascending[Math.floor(ascending.length / 2)] ?? Number.NaN;
}
