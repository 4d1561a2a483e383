import { expect, test } from "vitest";
import { documentBrief } from "../../../harness/brief/document-brief.ts";
import { checkUrl } from "../../../harness/grade/check-url.ts";
import type { Scorecard } from "../../../harness/types/scorecard.ts";
import { foreignApps } from "../../foreign/foreign-apps.ts";
import { startForeign } from "../../foreign/start-foreign.ts";
import { trueReports } from "../../foreign/true-reports.ts";

/** `contract.response-body POST /pets` for each finding, once. */
function reportsOf({ checks }: Scorecard): readonly string[] {
  const reports = checks.flatMap(({ id, outcome }) =>
    outcome.verdict === "failed"
      ? outcome.findings.map(({ message }) => `${id} ${/(?:GET|POST|PUT|PATCH|DELETE) \/[^\s,]*/.exec(message)?.[0]}`)
      : [],
  );
  return [...new Set(reports.map((report) => report.replace(/\.$/, "")))].sort();
}

test.each(foreignApps)("$name: all that is said of an app that was not written for assay is true", async (app) => {
  await using running = await startForeign(app);
  const brief = await documentBrief(running.document);
  const asked = new Set(brief.rubric.criteria.flatMap(({ checks }) => checks));
  const card = await checkUrl("/nowhere", {
    brief,
    url: running.url,
    client: { secretHeaders: Object.entries(app.get.headers ?? {}).map(([name, value]) => ({ name, value })) },
    seed: 1,
    signal: new AbortController().signal,
    all: true,
    wanted: ({ id }) => asked.has(id),
  });
  expect(card.run.incomplete).toBe(false);
  expect(reportsOf(card)).toEqual(trueReports[app.name]);
});
