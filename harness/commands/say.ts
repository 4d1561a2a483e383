import { Console } from "node:console";
import { nameUnseen } from "../report/text/unseen.ts";
import { EnvironmentError, type ExitCode, exitCode, InputError, Interrupted, messageOf } from "../types/errors.ts";

const out = new Console(process.stdout, process.stderr);

/**
 * A line for the person at the terminal. A name in it may be a stranger's, so nothing in it can act on the terminal. Machine output
 * alone goes to standard output through `print`.
 */
export function say(line: string): void {
  out.error(nameUnseen(line));
}

/** The result itself, on standard output. */
export function print(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Tells what went wrong and gives the exit code for it; the stack only with `--debug`. */
export function explain(error: unknown, debug: boolean): ExitCode {
  if (debug && error instanceof Error) say(error.stack ?? error.message);
  if (error instanceof InputError) {
    say(`error: ${error.message}`);
    say(`  where     ${error.where}`);
    if (error.found !== undefined) say(`  found     ${error.found}`);
    if (error.expected !== undefined) say(`  expected  ${error.expected}`);
    return error.exitCode;
  }
  if (error instanceof EnvironmentError) {
    say(`error: ${error.message}`);
    say(`  next      ${error.next}`);
    return error.exitCode;
  }
  if (error instanceof Interrupted) {
    say("Interrupted. Everything that was started has been removed.");
    return error.exitCode;
  }
  say(`error: ${messageOf(error)} (a fault of assay; --debug shows where)`);
  return exitCode.environment;
}
