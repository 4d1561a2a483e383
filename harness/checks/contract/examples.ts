import type { Operation } from "../../brief/openapi/types.ts";
import type { Answered, CallOptions } from "../../http/types.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { publishedResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { documentedStatuses, nameOf } from "./documented.ts";
import { jsonBody } from "./json-body.ts";
import { answerToValid } from "./valid-answer.ts";
import { pathIfAny } from "./resource-path.ts";

type Context = StageContexts["probe"];

interface ExampleRequest {
  readonly what: string;
  readonly options: CallOptions;
}

export default defineCheck({
  id: "contract.examples",
  stage: "probe",
  after: ["operations.boots"],
  title: "The requests that the document gives as examples work",
  why: "They are the first thing that anyone tries against the service.",
  hint: "Send every example of openapi.yaml to your own app; each one must succeed.",
  async run(context) {
    const { api, brief } = context;
    const seen = tally();
    for (const operation of brief.api.operations) {
      const name = nameOf(operation);
      for (const { what, options } of examplesOf(operation)) {
        const path = await pathIfAny(context, operation);
        if (path === undefined) continue;
        const exchange = await api.call(operation.id, { ...notYetSent(context, operation, options), path });
        const answer = answerToValid(brief, operation, exchange);
        if (answer === "taken") seen.ok(name);
        else if (answer === "refused" || isServerError(exchange)) {
          seen.wrong(name, {
            message: `${name} does not take ${what}.`,
            expected: `success (of ${documentedStatuses(operation)})`,
            received: `${exchange.response.status} ${exchange.response.body.slice(0, 300)}`,
            curl: exchange.curl,
            exchanges: [exchange],
          });
        }
      }
    }
    return seen.outcome((count) => `${count} operations`) ?? nothingSeen("The document gives no examples.");
  },
});

/** The same example may have been sent before, by another check or an earlier run: what it stored must not be in its way. */
function notYetSent({ brief, records }: Context, operation: Operation, options: CallOptions): CallOptions {
  const isNew = operation.id === publishedResource(brief)?.create && Object.hasOwn(options, "json");
  return isNew ? { ...options, json: records.apart(options.json) } : options;
}

/** An example that makes the app fail does not work; that it fails is counted elsewhere, too. */
function isServerError({ response }: Answered): boolean {
  return response.status >= 500;
}

/** Every example body; every example of a query parameter alone, and all of them together; else the bare request. */
function examplesOf(operation: Operation): readonly ExampleRequest[] {
  const bodies = (jsonBody(operation)?.examples ?? []).map(({ name, value }) => ({
    what: `the example body ${name}`,
    options: { json: value },
  }));
  const queries = operation.parameters
    .filter((parameter) => parameter.in === "query")
    .flatMap(({ name, required, examples }) =>
      examples.slice(0, 1).map(({ value }) => ({ name, required, value: textOf(value) })),
    );
  const needed = Object.fromEntries(
    queries.flatMap(({ name, value, required }) => (required ? [[name, value] as const] : [])),
  );
  const alone = queries.map(({ name, value }) => ({
    what: `the example of its parameter ${name}`,
    options: { query: { ...needed, [name]: value } },
  }));
  const together = {
    what: "the examples of its parameters together",
    options: { query: Object.fromEntries(queries.map(({ name, value }) => [name, value])) },
  };
  if (operation.requestBody !== undefined) return bodies;
  const isIncomplete = operation.parameters.some(
    ({ in: place, required, examples }) => place === "query" && required && examples.length === 0,
  );
  if (isIncomplete) return [];
  return [
    { what: "a request as documented", options: { query: needed } },
    ...alone,
    ...(queries.length > 1 ? [together] : []),
  ];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
