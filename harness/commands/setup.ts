import { connectEngine } from "../sandbox/engine/connect.ts";
import { ensureImages } from "../sandbox/images/ensure.ts";
import { type ExitCode, exitCode } from "../types/errors.ts";

export interface SetupOptions {
  /** False: nothing is installed on this machine. */
  readonly install: boolean;
  readonly say: (line: string) => void;
}

/** Makes sure of an engine and of assay's images. Does nothing, quickly, where all is there. */
export async function runSetup(options: SetupOptions): Promise<ExitCode> {
  const engine = await connectEngine(options);
  await ensureImages(engine, options.say);
  return exitCode.ok;
}
