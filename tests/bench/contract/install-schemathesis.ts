import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { stateFolder } from "../../../harness/sandbox/state-folder.ts";
import { EnvironmentError, messageOf } from "../../../harness/types/errors.ts";
import { schemathesisVersion } from "./schemathesis.ts";

const run = promisify(execFile);

/** The Schemathesis of the comparison, from PyPI, in a virtual environment of its own under `.assay/bench/`. */
export async function installSchemathesis(say: (line: string) => void): Promise<string> {
  const folder = join(stateFolder(), "bench", `schemathesis-${schemathesisVersion}`);
  const [binary, done] = [join(folder, "bin", "schemathesis"), join(folder, "installed")];
  if (existsSync(done)) return binary;
  say(`Installing Schemathesis ${schemathesisVersion} ...`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await attempt(
    "python3",
    ["-m", "venv", folder],
    "Install Python 3.10 or newer with venv (on Debian: apt-get install python3-venv).",
  );
  await attempt(
    join(folder, "bin", "python"),
    ["-m", "pip", "install", "--quiet", `schemathesis==${schemathesisVersion}`],
    "Look at pip's words above: usually the network or a proxy.",
  );
  await mkdir(done);
  return binary;
}

async function attempt(command: string, args: readonly string[], next: string): Promise<void> {
  try {
    await run(command, [...args], { timeout: 300_000, maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    throw new EnvironmentError(`Schemathesis could not be installed. ${messageOf(error)}`, { next, cause: error });
  }
}
