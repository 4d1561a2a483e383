import { seededRandom } from "../../types/random.ts";
import type { Module } from "../facts/types.ts";
import { mutantsOf, parses } from "./mutants-of.ts";
import type { CodeMutant } from "./types.ts";

/** Mutants that are tried at most: enough to tell a suite that looks from one that does not, few enough for a minute. */
const mostMutants = 30;

/** Fewer decided mutants than this say nothing about a suite. */
export const fewestMutants = 10;

/** Modules whose name says that they do not answer requests: settings, logging, start and stop, the import of data. */
const besideTheService =
  /(^|[/_])(config|settings|logs?|logging|observability|telemetry|metrics|tracing|gunicorn[._]conf|wsgi|asgi|startup|lifecycle|shutdown|extensions|cli|manage|seed|seeds|seeding|health|migrate|setup|env)[^/]*\.py$/i;

/**
 * A sample of mutants: of lines that the candidate's tests ran, in the code that answers requests. Tests that ran too few of them to be
 * asked about are asked about any line: they may run the service where nobody measures, and if they run next to nothing, nothing is
 * what they notice. The same seed and source give the same mutants, in the same order; modules and kinds of change take turns, so that
 * no large module decides alone.
 */
export async function chooseMutants(
  modules: readonly Module[],
  coveredLines: ReadonlyMap<string, ReadonlySet<number>>,
  seed: number,
  most = mostMutants,
): Promise<readonly CodeMutant[]> {
  const answering = modules.filter(
    ({ path, role, syntaxErrorAt }) =>
      role === "code" && syntaxErrorAt === undefined && !besideTheService.test(path) && coveredLines.has(path),
  );
  const all: CodeMutant[] = [];
  for (const module of answering) all.push(...(await mutantsOf(module)));
  const covered = all.filter(({ path, line }) => coveredLines.get(path)?.has(line) === true);
  const possible = covered.length < fewestMutants ? all : covered;
  const shuffled = seededRandom(seed, "tests.kills-mutants").shuffle(possible);
  const groups = Map.groupBy(shuffled, ({ path, kind }) => `${path} ${kind}`);
  const taken: CodeMutant[] = [];
  const lines = new Set<string>();
  for (let turn = 0; taken.length < most && [...groups.values()].some((group) => turn < group.length); turn += 1) {
    for (const group of groups.values()) {
      const mutant = group[turn];
      // Two changes of one line mostly say the same twice.
      if (mutant === undefined || taken.length >= most || lines.has(`${mutant.path}:${mutant.line}`)) continue;
      if (!(await parses(mutant.source))) continue;
      lines.add(`${mutant.path}:${mutant.line}`);
      taken.push(mutant);
    }
  }
  return taken;
}
