import { headerOf, jsonOf } from "../../http/headers.ts";
import { defineCheck, PrerequisiteFailed } from "../check.ts";
import { isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";

export default defineCheck({
  id: "contract.created-location",
  stage: "probe",
  after: ["operations.boots", "stateful.create-then-read"],
  title: "The Location of a new record leads to that record",
  why: "A client follows it to show what was just created (RFC 9110 15.3.2).",
  hint: "Build it with url_for of the read route and the new id.",
  notAskedBy: (brief) =>
    Object.values(brief.api.operation(mainResource(brief).create).responses)
      .flatMap(({ headers }) => headers)
      .some(({ name }) => name.toLowerCase() === "location")
      ? undefined
      : "The document promises no Location.",
  async run({ api, brief, records }) {
    const resource = mainResource(brief);
    const created = await records.create();
    const location = headerOf(created.exchange.response, "location");
    if (location === undefined) {
      throw new PrerequisiteFailed("contract.response-headers", { message: "The 201 carries no Location." });
    }
    const fault = (received: string, exchanges = [created.exchange]) => ({
      verdict: "failed" as const,
      share: 0,
      findings: [
        {
          message: `The Location of a new ${resource.name} does not lead to it.`,
          expected: `an address at which GET gives the ${resource.name} ${created.id}`,
          received,
          curl: created.exchange.curl,
          exchanges,
        },
      ],
    });
    const target = URL.parse(location, new URL(created.exchange.request.target, api.baseUrl).href);
    if (target === null) return fault(`Location: ${location}`);
    // Behind a proxy an app may know itself by another host; the request goes to the app under test in any case.
    const exchange = await api.send("GET", target.pathname + target.search);
    const read = jsonOf(exchange.response);
    if (exchange.response.status === 200 && isObject(read) && String(read[resource.id]) === created.id) {
      return { verdict: "passed" };
    }
    const received = `Location: ${location}, where GET gives ${exchange.response.status} ${exchange.response.body.slice(0, 200)}`;
    return fault(received, [created.exchange, exchange]);
  },
});
