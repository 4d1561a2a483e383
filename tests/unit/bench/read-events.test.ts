import { expect, test } from "vitest";
import { readEvents } from "../../bench/contract/read-events.ts";

const base64 = (value: unknown) => ({ $base64: Buffer.from(JSON.stringify(value)).toString("base64") });

interface Failed {
  readonly check: string;
  readonly type: string;
  readonly message?: string;
  readonly status?: number;
  readonly body?: unknown;
}

/** A scenario of one operation, as Schemathesis writes it down, with one passing case and these failing ones. */
function scenario(operation: string, timestamp: number, failed: readonly Failed[]): string {
  const recorder = {
    interactions: Object.fromEntries([
      ["passing", { request: {}, response: { status_code: 200 } }],
      ...failed.map(({ status, body }, index) => [
        `failing-${index}`,
        { request: {}, response: { status_code: status, content: base64(body ?? {}) } },
      ]),
    ]),
    checks: Object.fromEntries([
      ["passing", [{ name: "not_a_server_error", status: "success" }]],
      ...failed.map(({ check, type, message = "" }, index) => [
        `failing-${index}`,
        [{ name: check, status: "failure", failure_info: { failure: { type, operation, message } } }],
      ]),
    ]),
  };
  return JSON.stringify({ ScenarioFinished: { timestamp, recorder } });
}

const began = JSON.stringify({ EngineStarted: { timestamp: 100 } });
const ended = JSON.stringify({ EngineFinished: { timestamp: 112.5, stop_reason: "completed" } });

test("requests and seconds are those between the engine's start and its end", async () => {
  const probing = JSON.stringify({
    PhaseFinished: { timestamp: 101, payload: { probes: [{ request: { method: "GET" } }, { outcome: "skip" }] } },
  });
  const lines = ['{"Initialize":{"seed":7}}', began, probing, scenario("GET /a", 105, []), ended];
  expect(await readEvents(lines)).toEqual({ failures: [], requests: 2, seconds: 12.5, finished: true });
});

test("the same failure in two phases is one; another status of the answer is another", async () => {
  const accepted = { check: "negative_data_rejection", type: "AcceptedNegativeData", status: 201 };
  const lines = [
    began,
    scenario("POST /a", 101, [accepted]),
    scenario("POST /a", 102, [accepted, { ...accepted, status: 200 }]),
  ];
  expect(await readEvents(lines)).toMatchObject({
    failures: [
      "POST /a | negative_data_rejection | AcceptedNegativeData | 200",
      "POST /a | negative_data_rejection | AcceptedNegativeData | 201",
    ],
  });
});

test("a valid value that is refused is told from another by what the answer blames, not by its place in a list", async () => {
  const refused = (...pointers: string[]): Failed => ({
    check: "positive_data_acceptance",
    type: "RejectedPositiveData",
    status: 422,
    body: { errors: pointers.map((pointer) => ({ pointer, detail: "no" })) },
  });
  const lines = [
    began,
    scenario("POST /a", 101, [refused("/items/0/quantity"), refused("/items/12/quantity"), refused("/note")]),
  ];
  expect((await readEvents(lines)).failures).toEqual([
    "POST /a | positive_data_acceptance | RejectedPositiveData | 422 /items/*/quantity",
    "POST /a | positive_data_acceptance | RejectedPositiveData | 422 /note",
  ]);
});

test("a response that breaks its schema is known by the place in the schema", async () => {
  const message = '"x" is not a "date-time"\n\nSchema at /properties/created_at:\n\n    {}\n\nValue:\n\n    "x"';
  const lines = [
    began,
    scenario("GET /a", 101, [{ check: "response_schema_conformance", type: "JsonSchemaError", message, status: 200 }]),
  ];
  expect((await readEvents(lines)).failures).toEqual([
    "GET /a | response_schema_conformance | JsonSchemaError | 200 /properties/created_at",
  ]);
});

test("trouble with one operation counts as a failure of it", async () => {
  const error = JSON.stringify({ NonFatalError: { label: "GET /a", value: { type: "ReadTimeout", message: "..." } } });
  expect((await readEvents([began, error, ended])).failures).toEqual(["GET /a | error | ReadTimeout"]);
});

test("a report that was cut off in the middle of a line gives what is whole, and is not finished", async () => {
  const whole = scenario("GET /a", 103, [{ check: "not_a_server_error", type: "ServerError", status: 500 }]);
  expect(await readEvents([began, whole, whole.slice(0, 80)])).toEqual({
    failures: ["GET /a | not_a_server_error | ServerError | 500"],
    requests: 2,
    seconds: 3,
    finished: false,
  });
  expect(await readEvents([])).toEqual({ failures: [], requests: 0, seconds: 0, finished: false });
});
