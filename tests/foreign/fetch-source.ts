import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EnvironmentError, InputError } from "../../harness/types/errors.ts";
import type { ForeignApp } from "./foreign-apps.ts";

const kept = fileURLToPath(new URL("../../.assay/foreign/", import.meta.url));
const requirements = fileURLToPath(new URL("requirements/", import.meta.url));

export interface FetchedSource {
  /** The unpacked source distribution. */
  readonly folder: string;
  /** `bin` of a virtual environment that has the packages and gunicorn. */
  readonly bin: string;
}

/**
 * The source distribution of an app and a virtual environment that runs it, below `.assay/foreign/`, fetched from PyPI the
 * first time. Throws EnvironmentError without Python or PyPI, InputError where PyPI gives other bytes than were read.
 */
export async function fetchSource({ source }: ForeignApp): Promise<FetchedSource> {
  const { name, version, sha256 } = source;
  const home = join(kept, `${name}-${version}`);
  const fetched = { folder: join(home, `${name}-${version}`), bin: join(home, "env", "bin") };
  // A virtual environment works only in the folder that it was made in.
  const wanted = `${home}\n${sha256}\n${await readFile(join(requirements, source.requirements), "utf8")}`;
  if ((await readFile(join(home, "ready"), "utf8").catch(() => "")) === wanted) return fetched;

  // Half of an earlier try is no start.
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  run(
    "python3",
    ["-m", "venv", join(home, "env")],
    "Install Python 3.11 or newer with its venv module (python3-venv).",
  );
  const python = join(fetched.bin, "python");
  const pip = (...args: readonly string[]) =>
    run(python, ["-m", "pip", "--quiet", ...args], "Foreign apps are fetched from PyPI: check that pip can reach it.");
  pip("install", "--no-deps", "--requirement", join(requirements, source.requirements));
  pip("download", "--no-deps", "--no-binary", name, "--dest", home, `${name}==${version}`);

  const archive = join(home, `${name}-${version}.tar.gz`);
  const found = createHash("sha256")
    .update(await readFile(archive))
    .digest("hex");
  if (found !== sha256) {
    throw new InputError(`${name} ${version} is not the file that was read.`, {
      where: archive,
      found,
      expected: sha256,
    });
  }
  run(python, ["-m", "tarfile", "--extract", archive, home], "Free some disk space and try again.");
  await writeFile(join(home, "ready"), wanted);
  return fetched;
}

/** Runs a command to its end, at most ten minutes. */
function run(command: string, args: readonly string[], next: string): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8", timeout: 600_000 });
  if (status === 0) return;
  throw new EnvironmentError(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr.trim()}`, { next });
}
