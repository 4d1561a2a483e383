import type { Observability } from "../../brief/types.ts";
import type { Finding } from "../../types/outcome.ts";
import type { LogLine } from "../../types/runtime.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { askedForObservability, observabilityOf } from "./asked.ts";
import { judgedLines, logOnceItHas } from "./log-lines.ts";
import { unknownId } from "../unknown-id.ts";

export default defineCheck({
  id: "observability.structured",
  stage: "runtime",
  after: ["operations.boots"],
  title: "Its log is one JSON object per line, with a line for each request",
  why: "When something goes wrong at night, people search the log by machine: for one customer, one request, one kind of failure.",
  hint: "Write one JSON object per line to standard output, with the published fields, and one such line for each request.",
  notAskedBy: askedForObservability,
  async run(context) {
    const observability = observabilityOf(context.brief);
    const { lines, requestId, curl } = await logsOfOneRequest(context, observability);
    const judged = judgedLines(lines);
    const wrong = judged.filter(({ text }) => missingFields(text, observability.logFields) !== undefined);
    const findings: Finding[] = wrong.slice(0, 1).map(({ text, stream }) => ({
      message: `${wrong.length} of ${judged.length} lines of the log are not JSON objects with the published fields.`,
      expected: `JSON with ${observability.logFields.join(", ")}`,
      received: missingFields(text, observability.logFields) ?? "",
      detail: `${stream}  ${text}`,
    }));
    const access = accessFinding(judged, requestId, observability, curl);
    if (access !== undefined) findings.push(access);
    if (findings.length === 0) return { verdict: "passed", examined: `${judged.length} lines` };
    const lineShare = judged.length === 0 ? 0 : 1 - wrong.length / judged.length;
    return { verdict: "failed", share: (lineShare + (access === undefined ? 1 : 0)) / 2, findings };
  },
});

async function logsOfOneRequest({ api, brief, random, runtime }: StageContexts["runtime"], asked: Observability) {
  const resource = mainResource(brief);
  const requestId = random.uuid();
  const headers = { [asked.requestIdHeader]: requestId };
  const exchange = await api.call(resource.read, {
    path: { [resource.pathParameter]: unknownId({ brief, random }) },
    headers,
  });
  const lines = await logOnceItHas(runtime, [requestId]);
  return { lines, requestId, curl: exchange.curl };
}

function accessFinding(
  lines: readonly LogLine[],
  requestId: string,
  asked: Observability,
  curl: string,
): Finding | undefined {
  const ofRequest = lines.filter(({ text }) => text.includes(requestId));
  if (ofRequest.some(({ text }) => missingFields(text, asked.accessFields) === undefined)) return undefined;
  const [first] = ofRequest;
  return {
    message: `No line of the log describes the request that was sent with ${asked.requestIdHeader}: ${requestId}.`,
    expected: `a JSON line with ${asked.accessFields.join(", ")}`,
    received:
      first === undefined ? "no line with this request id" : (missingFields(first.text, asked.accessFields) ?? ""),
    curl,
    ...(first === undefined ? {} : { detail: `${first.stream}  ${first.text}` }),
  };
}

/** What a line lacks, in words; undefined where it is a JSON object with all the fields. */
function missingFields(text: string, fields: readonly string[]): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "not JSON";
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "JSON, but no object";
  const missing = fields.filter((field) => !Object.hasOwn(value, field));
  return missing.length === 0 ? undefined : `JSON without ${missing.join(", ")}`;
}
