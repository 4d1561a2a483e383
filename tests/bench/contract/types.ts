/**
 * What is compared: `contract` is assay with the checks of contract and validation, which is what a tester of one document does;
 * `assay` is all that it does over HTTP; Schemathesis is there in two configurations (see schemathesis.ts).
 */
export const tools = ["contract", "assay", "schemathesis", "thorough"] as const;
export type Tool = (typeof tools)[number];

/** The families of checks that `contract` is. */
export const contractFamilies: readonly string[] = ["contract", "validation"];

/** One run of one tool against one fresh service. */
export interface ToolRun {
  readonly tool: Tool;
  readonly seed: number;
  /** One key per distinct failure: equal keys in two runs are the same fault in the tool's eyes. Sorted. */
  readonly failures: readonly string[];
  readonly requests: number;
  /** From the first request to the last verdict; the start of the tool's process and of the service are not in it. */
  readonly seconds: number;
  /** Why the run says nothing, or not everything: the tool was cut off at the cap, or could not work. */
  readonly trouble?: string;
}

/** A correct implementation, or one bug in it. */
export interface Subject {
  readonly name: string;
  /** The correct implementation that it is, or that it was made of. */
  readonly of: string;
  /** Undefined for a correct implementation. */
  readonly bug: string | undefined;
  /** Categories of the checks that must catch it; empty for a correct implementation. */
  readonly families: readonly string[];
}

export interface Measured extends Subject {
  readonly runs: readonly ToolRun[];
}

/** Everything that is measured so far, as it is kept in results.json. */
export interface Results {
  readonly brief: string;
  readonly seed: number;
  /** The line that each configuration of Schemathesis was started with. */
  readonly commands: Readonly<Record<string, string>>;
  readonly machine: string;
  /** Mutants of the brief that nobody can see over HTTP, and that were left out. */
  readonly notVisible: number;
  readonly subjects: readonly Measured[];
}
