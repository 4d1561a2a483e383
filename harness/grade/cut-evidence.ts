import type { Exchange } from "../types/exchange.ts";
import type { Finding, Outcome } from "../types/outcome.ts";

/** Characters of a body that a scorecard keeps; enough to see the fault, and a hundred findings stay readable. */
const bodyLimit = 4_000;
const textLimit = 8_000;

/** The outcome with its evidence cut to what a report can show. A cut is marked. */
export function cutEvidence(outcome: Outcome): Outcome {
  if (outcome.verdict !== "failed") return outcome;
  return { ...outcome, findings: outcome.findings.map(cutFinding) };
}

function cutFinding(finding: Finding): Finding {
  const { expected, received, detail, exchanges } = finding;
  return {
    ...finding,
    ...(expected === undefined ? {} : { expected: cut(expected, bodyLimit) }),
    ...(received === undefined ? {} : { received: cut(received, bodyLimit) }),
    ...(detail === undefined ? {} : { detail: cut(detail, textLimit) }),
    ...(exchanges === undefined ? {} : { exchanges: exchanges.map(cutExchange) }),
  };
}

function cutExchange(exchange: Exchange): Exchange {
  const { request, response } = exchange;
  const sent = request.body === undefined ? undefined : cut(request.body, bodyLimit);
  return {
    ...exchange,
    durationMs: Math.round(exchange.durationMs * 10) / 10,
    request: { ...request, body: sent },
    response: response && {
      ...response,
      body: response.body.slice(0, bodyLimit),
      bodyCut: response.bodyCut || response.body.length > bodyLimit,
    },
  };
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length} characters)`;
}
