import { mkdir, rm, writeFile } from "node:fs/promises";
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
 * Writes the scorecard and its reports to `folder`; gives where the page is, as a file URL. Throws EnvironmentError where one can't be
 * written: those before it are there and whole, the scorecard first.
 */
export async function writeReports(scorecard: Scorecard, folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, render] of reports) {
      const text = render(scorecard);
      if (text !== undefined) await writeWhole(join(folder, name), text);
    }
  } catch (cause) {
    throw new EnvironmentError(`The reports can't be written to ${folder}: ${messageOf(cause)}.`, {
      next: "Make room there, or name another folder with --out.",
      cause,
    });
  }
  return pathToFileURL(join(folder, "report.html")).href;
}

const reports: readonly (readonly [name: string, render: (scorecard: Scorecard) => string | undefined])[] = [
  ["scorecard.json", renderJson],
  ["report.html", renderHtml],
  ["report.md", renderMarkdown],
  ["junit.xml", renderJunit],
  ["findings.sarif", renderSarif],
  ["points.csv", renderCsv],
  ["sbom.cdx.json", renderSbom],
];

/** Writes a file, or none: half a scorecard is worse than no scorecard. */
async function writeWhole(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** A folder name for a submission: its own name, made harmless. */
export function folderNameOf(scorecard: Scorecard): string {
  const plain = scorecard.submission.name.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+|[.-]+$/g, "");
  return `${plain.slice(0, 60) || "submission"}-${scorecard.run.id}`;
}
