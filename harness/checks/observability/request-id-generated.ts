import { headerOf } from "../../http/headers.ts";
import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { tally } from "../share.ts";
import { askedForObservability, observabilityOf } from "./asked.ts";
import { unknownId } from "../unknown-id.ts";

const requests = 3;

export default defineCheck({
  id: "observability.request-id-generated",
  stage: "probe",
  after: ["operations.boots", "observability.request-id-echoed"],
  title: "A request without an id gets one, and no two the same",
  why: "Most clients send no id. Their complaints must lead to the right line of the log as well.",
  hint: "Make up a new id (a UUID) for each request that brings none, and put it into the response, also on errors.",
  notAskedBy: askedForObservability,
  async run({ api, brief, random }) {
    const { requestIdHeader } = observabilityOf(brief);
    const resource = mainResource(brief);
    const seen = tally();
    const ids = new Set<string>();
    for (let request = 1; request <= requests; request += 1) {
      const exchange = await api.call(resource.read, {
        path: { [resource.pathParameter]: unknownId({ brief, random }) },
      });
      const id = headerOf(exchange.response, requestIdHeader) ?? "";
      if (id !== "" && !ids.has(id)) seen.ok(String(request));
      else {
        seen.wrong(String(request), {
          message:
            id === ""
              ? `The response to a request without ${requestIdHeader} does not carry one.`
              : `Two requests without ${requestIdHeader} get the same one.`,
          expected: `${requestIdHeader}: an id that no other request has`,
          received: id === "" ? "no such header" : `${requestIdHeader}: ${id}`,
          curl: exchange.curl,
          exchanges: [exchange],
        });
      }
      ids.add(id);
    }
    return seen.outcome((count) => `${count} requests`) ?? { verdict: "passed" };
  },
});
