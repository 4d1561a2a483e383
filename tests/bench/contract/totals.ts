import { failuresOf, foundBy, isCorrect, runOf } from "./found.ts";
import { contractFamilies, type Measured, type Results, type Tool, tools } from "./types.ts";

/** What a tool made of a group of mutants. */
interface Total {
  readonly tool: Tool;
  readonly found: number;
  /** Mutants on which it said something. */
  readonly of: number;
  readonly seconds: number;
  readonly requests: number;
  readonly requestsPerSecond: number;
}

/** One configuration of assay beside one of Schemathesis, on the mutants that both have spoken on. */
export interface Comparison {
  readonly name: string;
  /** Mutants of the brief that the comparison is about, measured or not. */
  readonly mutants: number;
  /** assay's first. */
  readonly totals: readonly [Total, Total];
}

/** Every comparison that something was measured for: what is about one document alone, and all that HTTP shows. */
export function comparisonsOf(results: Results): readonly Comparison[] {
  const correct = results.subjects.filter(isCorrect);
  const mutants = results.subjects.filter((subject) => !isCorrect(subject));
  const ofContract = mutants.filter(({ families }) => families.some((each) => contractFamilies.includes(each)));
  const pairs = [
    { name: "contract and validation", of: ofContract, ours: "contract" },
    { name: "everything over HTTP", of: mutants, ours: "assay" },
  ] as const;
  return pairs.flatMap(({ name, of, ours }) =>
    (["schemathesis", "thorough"] as const).flatMap((rival): readonly Comparison[] => {
      const decided = of.filter((mutant) =>
        [ours, rival].every((tool) => foundBy(tool, mutant, correct).state !== "unknown"),
      );
      if (decided.length === 0) return [];
      const total = (tool: Tool): Total => totalOf(tool, decided, correct);
      return [{ name, mutants: of.length, totals: [total(ours), total(rival)] }];
    }),
  );
}

function totalOf(tool: Tool, mutants: readonly Measured[], correct: readonly Measured[]): Total {
  const runs = mutants.flatMap((mutant) => runOf(tool, mutant) ?? []);
  const seconds = sum(runs.map((run) => run.seconds));
  const requests = sum(runs.map((run) => run.requests));
  return {
    ...{ tool, of: mutants.length, seconds, requests },
    found: mutants.filter((mutant) => foundBy(tool, mutant, correct).state === "found").length,
    requestsPerSecond: seconds === 0 ? 0 : requests / seconds,
  };
}

/** The tools that have been run at all. */
export function toolsOf({ subjects }: Results): readonly Tool[] {
  return tools.filter((tool) => subjects.some((subject) => runOf(tool, subject) !== undefined));
}

/** What each tool reports of the correct implementations, by tool. */
export function falseReports(correct: readonly Measured[], compared: readonly Tool[]) {
  return compared.flatMap((tool) =>
    correct.map(({ name, runs }) => ({
      ...{ tool, name },
      runs: runs.filter((run) => run.tool === tool).length,
      failures: failuresOf(
        correct.filter((each) => each.name === name),
        tool,
      ),
    })),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
