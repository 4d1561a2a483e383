import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { renderCsv } from "../report/csv.ts";
import { renderHtml } from "../report/html.ts";
import { renderJson } from "../report/json.ts";
import { renderJunit } from "../report/junit.ts";
import { renderMarkdown } from "../report/markdown.ts";
import { renderSarif } from "../report/sarif.ts";
import { renderSbom } from "../report/sbom.ts";
import { EnvironmentError, messageOf } from "../types/errors.ts";
import type { Scorecard } from "../types/scorecard.ts";

/**
 * Writes the scorecard and its reports to `folder`; gives where the page is, as a file URL. Throws EnvironmentError where nothing can
 * be written.
 */
export async function writeReports(scorecard: Scorecard, folder: string): Promise<string> {
  await write(scorecard, folder).catch((cause: unknown) => {
    throw new EnvironmentError(`The reports can't be written to ${folder}: ${messageOf(cause)}.`, {
      next: "Make room there, or name another folder with --out.",
      cause,
    });
  });
  return pathToFileURL(join(folder, "report.html")).href;
}

async function write(scorecard: Scorecard, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const sbom = renderSbom(scorecard);
  await Promise.all([
    writeFile(join(folder, "scorecard.json"), renderJson(scorecard)),
    writeFile(join(folder, "report.html"), renderHtml(scorecard)),
    writeFile(join(folder, "report.md"), renderMarkdown(scorecard)),
    writeFile(join(folder, "junit.xml"), renderJunit(scorecard)),
    writeFile(join(folder, "findings.sarif"), renderSarif(scorecard)),
    writeFile(join(folder, "points.csv"), renderCsv(scorecard)),
    ...(sbom === undefined ? [] : [writeFile(join(folder, "sbom.cdx.json"), sbom)]),
  ]);
}

/** A folder name for a submission: its own name, made harmless. */
export function folderNameOf(scorecard: Scorecard): string {
  const plain = scorecard.submission.name.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+|[.-]+$/g, "");
  return `${plain.slice(0, 60) || "submission"}-${scorecard.run.id}`;
}
