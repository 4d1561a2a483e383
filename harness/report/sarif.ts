import type { Finding } from "../types/outcome.ts";
import type { CheckResult, Scorecard } from "../types/scorecard.ts";
import { findingText } from "./text/finding-text.ts";
import { unseen } from "./text/unseen.ts";

/**
 * The findings that have a file, as SARIF 2.1.0, which code hosts show beside the lines. What was found by asking the running app has
 * no place in a file, and hosts refuse a log with such results: that is in the other reports.
 */
export function renderSarif(scorecard: Scorecard): string {
  const placed = scorecard.checks.flatMap((check) =>
    check.outcome.verdict === "failed"
      ? check.outcome.findings.flatMap((finding) =>
          finding.place === undefined || finding.place.commit !== undefined
            ? []
            : [{ check, finding, place: finding.place }],
        )
      : [],
  );
  const rules = [...new Set(placed.map(({ check }) => check))];
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "assay", version: scorecard.assayVersion, rules: rules.map(rule) },
        },
        columnKind: "utf16CodeUnits",
        results: placed.map(({ check, finding, place }) => ({
          ruleId: check.id,
          ruleIndex: rules.indexOf(check),
          level: levelOf(check),
          message: { text: messageOf(finding) },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(place.path), uriBaseId: "%SRCROOT%" },
                ...(place.line === undefined
                  ? {}
                  : {
                      region: {
                        startLine: place.line,
                        ...(place.column === undefined ? {} : { startColumn: place.column }),
                      },
                    }),
              },
            },
          ],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2).replace(unseen, (found) => (found === "\n" ? found : "\uFFFD"))}\n`;
}

function rule({ id, title, why, hint, advisory, ...check }: CheckResult) {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: hint },
    defaultConfiguration: { level: levelOf({ id, title, why, hint, advisory, ...check }) },
  };
}

/** What costs points is a warning; advice is a note. */
function levelOf({ advisory }: CheckResult): "warning" | "note" {
  return advisory ? "note" : "warning";
}

/** SARIF's plain text: brackets would be links into the log (3.11.6). */
function messageOf(finding: Finding): string {
  const { place: _, ...rest } = finding;
  return findingText(rest).replace(/[[\]\\]/g, (character) => `\\${character}`);
}

/** A relative URI (RFC 3986) of a path in the submission: whatever the name holds, it stays a path. */
function uriOf(path: string): string {
  return path.toWellFormed().split("/").map(encodeURIComponent).join("/");
}
