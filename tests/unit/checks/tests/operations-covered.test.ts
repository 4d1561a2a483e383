import { expect, test } from "vitest";
import type { HttpMethod, Operation } from "../../../../harness/brief/openapi/types.ts";
import operationsCovered from "../../../../harness/checks/tests/operations-covered.ts";
import { notRun } from "../../../../harness/sandbox/tests/run-tests.ts";
import type { AnsweredCall } from "../../../../harness/types/runtime.ts";
import { briefForTests } from "../../submission/brief-for-tests.ts";

function operation(method: HttpMethod, path: string, ...statuses: readonly string[]): Operation {
  const response = { description: "", headers: [], content: {}, links: [] };
  const responses = Object.fromEntries(statuses.map((status) => [status, response]));
  return { id: `${method} ${path}`, method, path, parameters: [], requestBody: undefined, responses, secured: false };
}

const operations = [
  operation("post", "/orders", "201", "422", "503"),
  operation("get", "/orders/{id}", "200", "404"),
  operation("get", "/healthz", "200"),
];
const brief = { ...briefForTests, api: { ...briefForTests.api, operations } };

async function ask(...calls: readonly string[]) {
  const seen = calls.map((call): AnsweredCall => {
    const [method = "", path = "", status] = call.split(" ");
    return { method, path, status: Number(status) };
  });
  return await operationsCovered.run({ brief, tests: { ...notRun("pytest", "").report, calls: seen } });
}

test("a success and a refusal of each operation are enough, health is not asked for", async () => {
  const calls = ["POST /orders 201", "POST /orders 400", "GET /orders/%C3%A4 200", "GET /orders/2 404"];
  expect(await ask(...calls)).toMatchObject({ verdict: "passed", examined: "2 of 2 operations called" });
});

test("what no test calls, and what none sees succeed or refuse, is named", async () => {
  expect(await ask("POST /orders 201", "POST /orders 500", "GET /other 200")).toMatchObject({
    verdict: "failed",
    share: 0.25,
    findings: [
      { message: "No test calls GET /orders/{id}." },
      { message: "No test sees POST /orders refuse a request.", expected: "422", received: "201, 500" },
    ],
  });
});

test("tests that ask a server in another process show nothing, and fail nothing", async () => {
  expect(await ask()).toMatchObject({ verdict: "not-applicable" });
});
