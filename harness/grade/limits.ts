import type { Brief } from "../brief/types.ts";
import type { Limits } from "../types/scorecard.ts";

const MiB = 1024 * 1024;

/**
 * An app is waited for so many times as long as it may take: what comes up a little late loses that promise (latency.cold-start),
 * and is graded on all others.
 */
const patience = 1.5;

/** The limits of a run: published defaults, the brief's own times, and what the user chose. They are in the scorecard. */
export function limitsFor(brief: Brief, chosen: Partial<Limits> = {}): Limits {
  return {
    buildSeconds: 300,
    buildMemoryBytes: 2048 * MiB,
    imageBytes: 3072 * MiB,
    bootSeconds: brief.runtime.readyWithinSeconds * patience,
    memoryBytes: 512 * MiB,
    cpus: 1,
    pids: 256,
    tmpBytes: 64 * MiB,
    diskBytes: 512 * MiB,
    // Twenty times what a grade takes as a rule.
    answerSeconds: 1800,
    testSeconds: 180,
    ...chosen,
  };
}
