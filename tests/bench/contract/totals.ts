import { failuresOf, foundBy, isCorrect, runOf } from "./found.ts";
import { type Measured, type Results, type Tool, tools } from "./types.ts";

/** What a tool made of a group of mutants. */
export interface Total {
  readonly tool: Tool;
  readonly found: number;
  /** Mutants on which it said something. */
  readonly of: number;
  readonly seconds: number;
  readonly requests: number;
  readonly requestsPerSecond: number;
}

export interface Group {
  readonly name: string;
  readonly mutants: readonly Measured[];
}

/** The groups that figures are given for. */
export function groupsOf({ subjects }: Results): readonly Group[] {
  const mutants = subjects.filter((subject) => !isCorrect(subject));
  const ofContract = mutants.filter(({ families }) => families.some((each) => /^(contract|validation)$/.test(each)));
  return [
    { name: "contract and validation", mutants: ofContract },
    { name: "everything over HTTP", mutants },
  ];
}

/** Only mutants that every tool of `compared` decided count, so that all are measured by the same ones. */
export function totalsOf(group: Group, correct: readonly Measured[], compared: readonly Tool[]): readonly Total[] {
  const decided = group.mutants.filter((mutant) =>
    compared.every((tool) => foundBy(tool, mutant, correct).state !== "unknown"),
  );
  return compared.map((tool) => {
    const runs = decided.flatMap((mutant) => runOf(tool, mutant) ?? []);
    const seconds = sum(runs.map((run) => run.seconds));
    const requests = sum(runs.map((run) => run.requests));
    return {
      ...{ tool, of: decided.length, seconds, requests },
      found: decided.filter((mutant) => foundBy(tool, mutant, correct).state === "found").length,
      requestsPerSecond: seconds === 0 ? 0 : requests / seconds,
    };
  });
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
