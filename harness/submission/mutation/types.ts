/** One small change of a submission's code, of the kind that a slip of the pen makes. */
export interface CodeMutant {
  readonly path: string;
  readonly line: number;
  /** Function that is changed, "" at the top of a module. */
  readonly inside: string;
  readonly kind: ChangeKind;
  /** What was done, to go between "In create_order, " and ".": `the status 201 became 200`. */
  readonly what: string;
  /** The line before and after, without its indentation. */
  readonly before: string;
  readonly after: string;
  /** The whole file, changed. */
  readonly source: string;
}

type ChangeKind = "condition" | "comparison" | "status" | "statement" | "query" | "number" | "answer";

/** A piece of source to be replaced. Offsets count UTF-16 units, as strings do. */
export interface Change {
  readonly kind: ChangeKind;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly what: string;
}
