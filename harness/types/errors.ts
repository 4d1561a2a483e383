/** What a shell sees when assay ends. Documented in the README; nothing else ends the process with a code of its own. */
export const exitCode = {
  ok: 0,
  /** Graded, and below what was asked for (`--fail-under`, or a failed scored check in `assay check`). */
  belowThreshold: 1,
  /** What was given can't be used: folder, archive, brief, rubric, option. */
  badInput: 2,
  /** The machine can't do it: no engine, no image, no disk. */
  environment: 3,
  /** Graded, but something of ours went wrong, so that the grade is incomplete. */
  incomplete: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Something the user gave can't be used. `where` is a file (with `:line:column` where known) or an option. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly exitCode = exitCode.badInput;
  readonly where: string;
  readonly found: string | undefined;
  readonly expected: string | undefined;

  constructor(
    message: string,
    place: { readonly where: string; readonly found?: string; readonly expected?: string; readonly cause?: unknown },
  ) {
    super(message, { cause: place.cause });
    this.where = place.where;
    this.found = place.found;
    this.expected = place.expected;
  }
}

/** The machine or the container engine can't do what is needed. `next` says what the user can do about it. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
  readonly exitCode = exitCode.environment;
  readonly next: string;

  constructor(message: string, options: { readonly next: string; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.next = options.next;
  }
}

/** The user pressed Ctrl-C, or the process was asked to end. Teardown has still run. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly exitCode = exitCode.interrupted;
}

/** Whether something failed because there is no room on a disk: this machine's trouble, whoever was writing. */
export function isDiskFull(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ("code" in each && (each.code === "ENOSPC" || each.code === "EDQUOT")) return true;
  }
  return false;
}

/** What went wrong, in one line, for any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
