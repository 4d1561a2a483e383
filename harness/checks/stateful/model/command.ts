import type { Answered } from "../../../http/types.ts";
import type { CheckId } from "../../../types/outcome.ts";
import type { Attempt } from "./attempt.ts";

/** One request of a client (or one walk through a list), planned before anything is sent: it can be sent again to another record. */
export interface Command {
  /** Which check examines this kind of request by itself. */
  readonly examinedBy: CheckId;
  /** What it does: makes a record, asks for a change, or only looks at one record or the list. */
  readonly effect: "creates" | "changes" | "looks-at-record" | "looks-at-list";
  /** Number of the create whose record it is about, or that it is; undefined for a list. */
  readonly about: number | undefined;
  /** Sends it, and lets the model go along. Undefined where there is no record that it could be about. */
  readonly run: (attempt: Attempt) => Promise<Step | undefined>;
}

/** A command as it was sent. */
export interface Step {
  /** In the order sent; a walk has several. */
  readonly exchanges: readonly [Answered, ...Answered[]];
  /** What the model says to it, in a line. */
  readonly says: string;
  readonly verdict: Verdict;
}

export type Verdict =
  | { readonly kind: "agrees" }
  | Disagreement
  /** The model can't go on: a server error, which contract.no-server-error names, or what the brief leaves open. */
  | { readonly kind: "lost" };

export interface Disagreement {
  readonly kind: "disagrees";
  /** Whether the answer has another status, or the right one and other content. */
  readonly in: "status" | "content";
  readonly message: string;
  readonly expected: string;
  readonly received: string;
}

export const agrees: Verdict = { kind: "agrees" };
export const lost: Verdict = { kind: "lost" };
