import { isObject, type JsonObject } from "../../../harness/checks/json-values.ts";

/** What a run of Schemathesis did and found, from its NDJSON report. */
export interface EventSummary {
  /** `operation | check | kind of failure | detail`, sorted, without repetition. */
  readonly failures: readonly string[];
  readonly requests: number;
  readonly seconds: number;
  /** False where the run never began or was cut off. */
  readonly finished: boolean;
}

/**
 * Reads the events line by line: a report has tens of megabytes. What can't be read as an event is passed over; a line that was
 * cut off belongs to a run that did not finish.
 */
export async function readEvents(lines: AsyncIterable<string> | Iterable<string>): Promise<EventSummary> {
  const failures = new Set<string>();
  let [requests, began, last, finished] = [0, Number.NaN, Number.NaN, false];
  for await (const line of lines) {
    const [name, event] = eventOf(line);
    if (event === undefined) continue;
    if (typeof event.timestamp === "number") last = event.timestamp;
    if (name === "EngineStarted") began = last;
    if (name === "EngineFinished") finished = event.stop_reason !== "interrupted";
    if (name === "PhaseFinished") requests += probesOf(event);
    if (name === "NonFatalError") failures.add(errorKey(event));
    if (name !== "ScenarioFinished" || !isObject(event.recorder)) continue;
    requests += Object.keys(members(event.recorder.interactions)).length;
    for (const key of failuresOf(event.recorder)) failures.add(key);
  }
  return { failures: [...failures].sort(), requests, seconds: last - began || 0, finished };
}

function eventOf(line: string): readonly [string, JsonObject | undefined] {
  const [first] = Object.entries(members(parsed(line)));
  return first !== undefined && isObject(first[1]) ? [first[0], first[1]] : ["", undefined];
}

/** Requests that find out what the server can do, before the first phase. */
function probesOf({ payload }: JsonObject): number {
  const { probes } = members(payload);
  return Array.isArray(probes) ? probes.filter((probe) => isObject(probe) && isObject(probe.request)).length : 0;
}

function failuresOf(recorder: JsonObject): readonly string[] {
  const interactions = members(recorder.interactions);
  return Object.entries(members(recorder.checks)).flatMap(([caseId, checks]) => {
    const response = members(members(interactions[caseId]).response);
    return (Array.isArray(checks) ? checks : []).flatMap((check) => {
      const { failure } = members(members(check).failure_info);
      return isObject(failure) ? [failureKey(String(members(check).name), failure, response)] : [];
    });
  });
}

/**
 * Finer than Schemathesis's own identity of a failure, in its favour: a rule that the server breaks at one place is not hidden by
 * one that it always breaks elsewhere in the same operation.
 */
function failureKey(check: string, failure: JsonObject, response: JsonObject): string {
  const detail = [response.status_code, schemaPlace(String(failure.message)), ...blamed(response)];
  const text = detail.filter((each) => each !== undefined).join(" ");
  return [failure.operation, check, failure.type, text].join(" | ");
}

/** Where in the schema a response is wrong: `/properties/data`. */
function schemaPlace(message: string): string | undefined {
  return /^Schema at (\S+):$/m.exec(message)?.[1];
}

/** What an error answer blames: the pointers of its `errors`, whatever the position in a list. */
function blamed(response: JsonObject): readonly string[] {
  const content = members(response.content).$base64;
  if (typeof content !== "string") return [];
  const { errors } = members(parsed(Buffer.from(content, "base64").toString()));
  const pointers = (Array.isArray(errors) ? errors : []).map((error) => members(error).pointer);
  return [...new Set(pointers.filter((pointer) => typeof pointer === "string"))]
    .map((pointer) => pointer.replace(/\/\d+(?=\/|$)/g, "/*"))
    .sort();
}

/** Trouble of one operation, such as a server that closes the connection: a finding, too. */
function errorKey({ label, value }: JsonObject): string {
  return [label, "error", members(value).type ?? "unknown"].join(" | ");
}

function members(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
