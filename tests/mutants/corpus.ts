import { knownBriefs, loadBrief } from "../../harness/brief/load-brief.ts";
import type { Brief } from "../../harness/brief/types.ts";
import { correctSubmissions } from "./correct-submissions.ts";
import { loadMutants, type Mutant } from "./load-mutants.ts";

/** A brief that comes with assay, and what proves its checks. */
export interface Corpus {
  readonly brief: Brief;
  readonly mutants: readonly Mutant[];
  /** Names of the correct implementations; there is at least one. */
  readonly correct: readonly string[];
}

/** Of every brief in specs/, or of these. Throws where one has no correct implementation. */
export async function loadCorpora(ids: readonly string[] = knownBriefs()): Promise<readonly Corpus[]> {
  return await Promise.all(
    ids.map(async (id) => {
      const correct = await correctSubmissions(id);
      if (correct.length === 0) throw new Error(`tests/submissions/${id} has no correct implementation.`);
      return { brief: await loadBrief(id), mutants: await loadMutants(id), correct };
    }),
  );
}
