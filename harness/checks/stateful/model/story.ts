import type { Finding } from "../../../types/outcome.ts";
import { mainResource } from "../../main-resource.ts";
import type { Shrunk } from "./shortest.ts";
import type { Sent } from "./run-commands.ts";
import { replayScript } from "./script.ts";

/** A disagreement as a person can follow it: each request, what the model says to it, what the app said; and how to see it again. */
export function storyOf({ run, isRepeatable }: Shrunk): Finding {
  const { sent, disagreement } = run;
  if (disagreement === undefined) throw new Error("A story needs a disagreement.");
  const { name } = mainResource(run.attempt.context.brief);
  const steps = sent.map(({ step }, index) => stepText(step, index));
  const before = sent.length - 1;
  return {
    message: `After ${before} ${before === 1 ? "request" : "requests"} about ${name}s, the app goes another way than the brief: ${disagreement.message}`,
    expected: disagreement.expected,
    received: disagreement.received,
    curl: replayScript(run),
    exchanges: sent.flatMap(({ step }) => step.exchanges),
    detail: [
      ...steps,
      ...(isRepeatable
        ? []
        : ["Repeated with other records, these requests did not disagree: it does not happen each time."]),
    ].join("\n"),
    cause: `model: ${disagreement.message}`,
  };
}

const longestBody = 300;

function stepText({ exchanges, says, verdict }: Sent["step"], index: number): string {
  const [first] = exchanges;
  const last = exchanges.at(-1) ?? first;
  const { method, target, body } = first.request;
  const pages = exchanges.length > 1 ? ` and ${exchanges.length - 1} further pages` : "";
  return [
    `${index + 1}. ${method} ${target}${body === undefined ? "" : ` ${shortened(body)}`}${pages}`,
    `   model: ${says}`,
    `   app:   ${last.response.status} ${shortened(last.response.body.trim())}`,
    ...(verdict.kind === "disagrees"
      ? [`   here they differ: expected ${verdict.expected}, received ${verdict.received}`]
      : []),
  ].join("\n");
}

function shortened(text: string): string {
  return text.length <= longestBody ? text : `${text.slice(0, longestBody)}…`;
}
