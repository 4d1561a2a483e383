import { InputError } from "../types/errors.ts";

/** One thing that is wrong with a brief. */
export interface Problem {
  /** `file:line:column` */
  readonly where: string;
  readonly message: string;
  readonly severity: "error" | "warning";
}

/** A brief that can't be used, with everything that is wrong with it. */
export class BriefError extends InputError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const [first] = problems;
    const rest =
      problems.length > 1
        ? `\n${problems
            .slice(1)
            .map(({ where, message }) => `  ${where}: ${message}`)
            .join("\n")}`
        : "";
    super(`The brief can't be used: ${first?.message ?? "unknown"}${rest}`, { where: first?.where ?? "brief" });
    this.problems = problems;
  }
}
