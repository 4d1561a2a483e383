import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { readYaml } from "./located-yaml.ts";
import { loadApi } from "./openapi/load-api.ts";
import { rubricFrom } from "./rubric-file.ts";
import type { Brief } from "./types.ts";
import { validateFile } from "./validate-file.ts";

const rubricFile = fileURLToPath(new URL("../../specs/default-rubric.yaml", import.meta.url));

/**
 * A brief of nothing but an OpenAPI document, with the default rubric: what the document does not say is not asked, and what is wrong
 * with it is left out (`api.notices`). Throws InputError that names the file where it is no OpenAPI 3.0 or 3.1 document.
 */
export async function documentBrief(file: string): Promise<Brief> {
  const [api, rubricYaml, text] = await Promise.all([
    loadApi(file, { lenient: true }),
    readYaml(rubricFile),
    readFile(file),
  ]);
  validateFile(rubricYaml, "rubric");
  return {
    id: basename(file),
    title: api.title,
    folder: dirname(file),
    sha256: createHash("sha256").update(text).digest("hex"),
    api,
    rubric: rubricFrom(rubricYaml.value),
    task: "",
    time: { hours: 0, language: "", database: "" },
    // Any answer at all shows that the app lives.
    runtime: {
      port: 0,
      environment: [],
      alive: "/",
      ready: "",
      readyWithinSeconds: 0,
      stopsWithinSeconds: 0,
      missingSettingNoticedWithinSeconds: undefined,
      slowDatabaseAnsweredWithinSeconds: undefined,
      sideBySide: false,
      readOnlyRoot: false,
      worksWithFullTmp: false,
      imageMegabytesAtMost: undefined,
    },
    auth: undefined,
    errors: undefined,
    resources: {},
    pagination: undefined,
    idempotency: undefined,
    dataset: undefined,
    latency: undefined,
    database: undefined,
    observability: undefined,
    robustness: undefined,
    tests: undefined,
    design: {
      complexityAtMost: 0,
      lintRules: [],
      lintFindingsPer100LinesAtMost: 0,
      moduleLinesAtMost: 0,
      typedFunctionsAtLeast: 0,
      repeatedLinesAtMost: 1,
    },
    docs: { readme: "", runCommands: [], docstringsAtLeast: 0 },
    history: { commitsAtLeast: 0 },
  };
}
