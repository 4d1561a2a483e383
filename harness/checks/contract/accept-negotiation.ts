import type { Operation } from "../../brief/openapi/types.ts";
import { isJsonType, mediaTypeOf } from "../../http/headers.ts";
import type { Answered, CallOptions } from "../../http/types.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { inWaves } from "../in-waves.ts";
import { publishedResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { nameOf } from "./documented.ts";
import { jsonBody } from "./json-body.ts";
import { pathForResource } from "./resource-path.ts";

/** These allow JSON, each in its way (RFC 9110 12.5.1): they must be answered as if nothing was said. */
const takesJson = [
  "application/json",
  "application/*;q=0.8",
  "text/html, application/json;q=0.9",
  "text/html, */*;q=0.1",
];
/** These don't: 406, or JSON all the same; the last one can't be read, and may be passed over. */
const takesOthers = ["text/html", "image/png", ";;q=,/"];

export default defineCheck({
  id: "contract.accept-negotiation",
  stage: "probe",
  after: ["operations.boots", "contract.examples"],
  title: "Whatever a client says that it can read, it gets JSON or a plain no",
  why: "Browsers and libraries each send an Accept header of their own; one that the service did not think of must not break it.",
  hint: "Send JSON and don't look at Accept; where you do, use request.accept_mimetypes instead of comparing texts, and answer 406.",
  async run(context) {
    const seen = tally();
    for (const operation of context.brief.api.operations.filter(answersJson)) {
      const options = await optionsFor(context, operation);
      if (options === undefined) continue;
      const plain = await context.api.call(operation.id, options);
      if (plain.response.status >= 400) continue;
      const answers = await inWaves([...takesJson, ...takesOthers], async (accept) => ({
        accept,
        exchange: await context.api.call(operation.id, { ...options, headers: { Accept: accept } }),
      }));
      for (const { accept, exchange } of answers) {
        const subject = `${nameOf(operation)} ${accept}`;
        // Server errors are the fault that contract.no-server-error names.
        if (exchange.response.status >= 500) continue;
        const mayRefuse = takesOthers.includes(accept);
        const isRefused = exchange.response.status === 406;
        // Where nothing but a document is published, an app may know other forms than the document's, such as pages for browsers.
        const mayDiffer = publishedResource(context.brief) === undefined && exchange.response.status <= 299;
        if (isPlain(exchange) || (mayRefuse && (isRefused || mayDiffer))) seen.ok(subject);
        else {
          seen.wrong(subject, {
            message: `${nameOf(operation)} does not answer with JSON where a client sends Accept: ${accept}`,
            expected: mayRefuse ? "the same JSON as without the header, or 406" : "the same JSON as without the header",
            received: `${exchange.response.status} ${mediaTypeOf(exchange.response) ?? "without Content-Type"}`,
            curl: exchange.curl,
            exchanges: [exchange],
            cause: accept,
          });
        }
      }
    }
    return seen.outcome((count) => `${count} requests`) ?? nothingSeen("No operation with JSON could be tried.");
  },
});

function isPlain({ response }: Answered): boolean {
  return response.status <= 299 && isJsonType(mediaTypeOf(response));
}

/** Only reading: a change that is made again and again may be refused for another reason. */
function answersJson({ method, responses }: Operation): boolean {
  const types = Object.entries(responses)
    .filter(([status]) => status.startsWith("2"))
    .flatMap(([, { content }]) => Object.keys(content));
  return method === "get" && types.length > 0 && types.every(isJsonType);
}

async function optionsFor(context: StageContexts["probe"], operation: Operation): Promise<CallOptions | undefined> {
  if (jsonBody(operation) !== undefined) return undefined;
  const path = await pathForResource(context, operation);
  return path === undefined ? undefined : { path };
}
