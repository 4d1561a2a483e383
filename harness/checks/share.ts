import type { Finding, Outcome } from "../types/outcome.ts";

/** More findings of one cause than this tell nothing new. */
const mostFindings = 10;

/** Counts what conforms and collects what does not: the share is the part of the subjects without a finding. */
export interface Tally {
  /** The subject (an operation, a status move) conforms. */
  ok(subject: string): void;
  /** The subject does not conform. One subject counts once, whatever is wrong with it; findings with one cause are one. */
  wrong(subject: string, finding: Finding): void;
  /** Passed, or failed with the share; `examined` says of what, for example "4 operations". `undefined` where nothing was. */
  outcome(examined: (subjects: number) => string): Outcome | undefined;
}

export function tally(): Tally {
  const subjects = new Set<string>();
  const bad = new Set<string>();
  const findings = new Map<string, Finding>();
  return {
    ok: (subject) => {
      subjects.add(subject);
    },
    wrong(subject, finding) {
      subjects.add(subject);
      bad.add(subject);
      const cause = finding.cause ?? finding.message;
      if (!findings.has(cause)) findings.set(cause, finding);
    },
    outcome(examined) {
      if (subjects.size === 0) return undefined;
      const seen = examined(subjects.size);
      if (bad.size === 0) return { verdict: "passed", examined: seen };
      const share = 1 - bad.size / subjects.size;
      return { verdict: "failed", share, findings: [...findings.values()].slice(0, mostFindings), examined: seen };
    },
  };
}

/** Nothing of the kind was seen: an outcome that costs nothing and says so. */
export function nothingSeen(reason: string): Outcome {
  return { verdict: "not-applicable", reason };
}
