import { EnvironmentError, messageOf } from "../types/errors.ts";

/** The trouble of the machine's that an error tells of, also where removing things failed after it; undefined for anything else. */
export function machineTrouble(error: unknown): EnvironmentError | undefined {
  if (error instanceof EnvironmentError) return error;
  return error instanceof SuppressedError
    ? (machineTrouble(error.suppressed) ?? machineTrouble(error.error))
    : undefined;
}

/** Runs an action on the engine; what the engine says no to, or does not answer, is trouble of the machine's. */
export async function onEngine<T>(what: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    throw new EnvironmentError(`The container engine could not ${what}: ${messageOf(error)}`, {
      next: "assay doctor shows the state of the engine.",
      cause: error,
    });
  }
}
