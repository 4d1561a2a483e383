import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { askedForObservability, observabilityOf } from "./asked.ts";
import { unknownId } from "../unknown-id.ts";

export default defineCheck({
  id: "observability.request-id-echoed",
  stage: "probe",
  title: "The id that a client gives a request comes back in the response",
  why: "With it, a customer's complaint leads to the right line of the log in seconds.",
  hint: "Copy the request id header of each request to its response, also on errors; make one up where none was sent.",
  notAskedBy: askedForObservability,
  async run({ api, brief, random }) {
    const { requestIdHeader } = observabilityOf(brief);
    const resource = mainResource(brief);
    const sent = random.uuid();
    const exchange = await api.call(resource.read, {
      path: { [resource.pathParameter]: unknownId({ brief, random }) },
      headers: { [requestIdHeader]: sent },
    });
    const received = exchange.response.headers.find(([name]) => name === requestIdHeader.toLowerCase())?.[1];
    if (received === sent) return { verdict: "passed" };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: `The response does not carry the request's ${requestIdHeader}.`,
          expected: `${requestIdHeader}: ${sent}`,
          received: received === undefined ? "no such header" : `${requestIdHeader}: ${received}`,
          curl: exchange.curl,
          exchanges: [exchange],
        },
      ],
    };
  },
});
