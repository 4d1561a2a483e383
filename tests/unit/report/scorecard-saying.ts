import type { Finding, Outcome } from "../../../harness/types/outcome.ts";
import type { Scorecard } from "../../../harness/types/scorecard.ts";
import { fixtureOutcomes } from "./fixture-outcomes.ts";
import { exampleScorecard } from "./fixture.ts";

/** The example with this text wherever a candidate's own can stand: names, paths, reasons, findings, exchanges, questions, notices. */
export function scorecardSaying(text: string): Scorecard {
  const outcomes = [...fixtureOutcomes].map(([id, outcome]) => [id, outcomeSaying(outcome, text)] as const);
  const card = exampleScorecard(Object.fromEntries(outcomes));
  return {
    ...card,
    submission: { ...card.submission, name: text, source: text, notices: [text] },
    run: { ...card.run, notices: [text] },
    questions: card.questions.map((question) => ({ ...question, text, place: { ...question.place, path: text } })),
  };
}

function outcomeSaying(outcome: Outcome, text: string): Outcome {
  switch (outcome.verdict) {
    case "passed":
      return { ...outcome, examined: text };
    case "failed":
      return { ...outcome, examined: text, findings: outcome.findings.map((finding) => findingSaying(finding, text)) };
    case "blocked":
    case "not-applicable":
    case "inconclusive":
      return { ...outcome, reason: text };
  }
}

function findingSaying({ exchanges, place }: Finding, text: string): Finding {
  return {
    ...{ message: text, expected: text, received: text, curl: text, detail: text },
    place: { ...place, path: text },
    ...(exchanges === undefined
      ? {}
      : {
          exchanges: exchanges.map(({ request, response, ...rest }) => ({
            ...rest,
            request: { ...request, target: text, headers: [[text, text]], body: text },
            response: response && { ...response, headers: [[text, text]], body: text },
            failure: text,
            curl: text,
          })),
        }),
  };
}
