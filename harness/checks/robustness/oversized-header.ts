import type { StageContexts } from "../check.ts";
import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { askedForRobustness } from "./asked.ts";
import { type Strange, sendStrange } from "./strange.ts";

/** gunicorn takes headers of 8,190 bytes by default, others less: this one reaches the app, as a rule. */
const largeBytes = 7_000;
/** No server takes this one. */
const hugeBytes = 100_000;

export default defineCheck({
  id: "robustness.oversized-header",
  stage: "probe",
  timed: true,
  after: ["operations.boots"],
  title: "Very large headers break nothing",
  why: "Anybody can send them, and a service that falls over them can be switched off from a desk.",
  hint: "Leave the server's limits as they are, and look at a header's length and form before you store, parse or log it.",
  notAskedBy: askedForRobustness,
  async run(context) {
    return await sendStrange(context, largeHeaders(context));
  },
});

function largeHeaders({ brief }: StageContexts["probe"]): readonly Strange[] {
  const { create, read, list } = mainResource(brief);
  const target = brief.api.operation(list ?? create).path;
  const names = new Set([
    "X-Unknown",
    "Cookie",
    "Accept",
    "If-None-Match",
    ...(brief.observability === undefined ? [] : [brief.observability.requestIdHeader]),
    ...brief.api.operation(read).parameters.flatMap(({ in: place, name }) => (place === "header" ? [name] : [])),
  ]);
  const one = (name: string, bytes: number): Strange =>
    strange(`a ${name} header of ${bytes} bytes`, `${name}: ${"a".repeat(bytes)}\r\n`, [
      `-H "${name}: $(printf 'a%.0s' $(seq ${bytes}))"`,
    ]);
  const strange = (what: string, lines: string, options: readonly string[]): Strange => ({
    what,
    parts: (headers) => [`GET ${target} HTTP/1.1\r\n${headers}${lines}Connection: close\r\n\r\n`],
    curl: `curl -i -u "$API_USERNAME:$API_PASSWORD" ${options.join(" ")} "$BASE_URL${target}"`,
    isJudged: true,
  });
  return [
    ...[...names].map((name) => one(name, largeBytes)),
    one("X-Unknown", hugeBytes),
    one("Cookie", hugeBytes),
    strange("a thousand headers", Array.from({ length: 1_000 }, (_, at) => `X-Unknown-${at}: a\r\n`).join(""), [
      '$(for i in $(seq 1000); do echo "-H X-Unknown-$i:a"; done)',
    ]),
  ];
}
