import { join } from "node:path";
import type { Check } from "../../../harness/checks/check.ts";
import { takeIn } from "../../../harness/submission/intake.ts";
import type { SourceFacts } from "../../../harness/submission/facts/types.ts";
import type { Outcome } from "../../../harness/types/outcome.ts";
import { briefForTests } from "./brief-for-tests.ts";
import { temporaryFolder, writeTree } from "./intake/temporary.ts";

type Files = Readonly<Record<string, string>>;

/** What a check of the source says about these files, taken in as a submission is. */
export async function inspect(check: Check<"source">, files: Files): Promise<Outcome> {
  await using temporary = await temporaryFolder();
  await writeTree(join(temporary.path, "shop"), files);
  return await inspectFolder(check, join(temporary.path, "shop"), temporary.path);
}

/** As `inspect`, for a folder that is there already. */
export async function inspectFolder(check: Check<"source">, folder: string, run: string): Promise<Outcome> {
  await using workspace = await takeIn(folder, { folder: join(run, "run"), signal: new AbortController().signal });
  return await check.run({ brief: briefForTests, workspace });
}

/** The facts of these files. */
export async function factsOf(files: Files): Promise<SourceFacts> {
  await using temporary = await temporaryFolder();
  await writeTree(join(temporary.path, "shop"), files);
  await using workspace = await takeIn(join(temporary.path, "shop"), {
    folder: join(temporary.path, "run"),
    signal: new AbortController().signal,
  });
  return await workspace.facts();
}
