import { headerOf } from "../../http/headers.ts";
import { defineCheck, PrerequisiteFailed } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { askedForObservability, observabilityOf } from "./asked.ts";
import { judgedLines, logOnceItHas, objectIn } from "./log-lines.ts";
import { unknownId } from "../unknown-id.ts";

export default defineCheck({
  id: "observability.request-id-in-logs",
  stage: "runtime",
  after: ["operations.boots", "observability.request-id-generated", "observability.structured"],
  title: "The id that a response carries is the one in the log",
  why: "An id that leads nowhere is worse than none: people search for it, and conclude that the request never came.",
  hint: "Choose the id once, at the beginning of the request, keep it in flask.g, and use it in the response and in the log.",
  notAskedBy: askedForObservability,
  async run({ api, brief, random, runtime }) {
    const { requestIdHeader } = observabilityOf(brief);
    const resource = mainResource(brief);
    const sent = random.uuid();
    const options = { path: { [resource.pathParameter]: unknownId({ brief, random }) } };
    await api.call(resource.read, { ...options, headers: { [requestIdHeader]: sent } });
    const exchange = await api.call(resource.read, options);
    const made = headerOf(exchange.response, requestIdHeader) ?? "";
    if (made === "") {
      const message = `The response to a request without ${requestIdHeader} does not carry one.`;
      throw new PrerequisiteFailed("observability.request-id-generated", { message });
    }
    const lines = judgedLines(await logOnceItHas(runtime, [sent, made]));
    const has = (id: string): boolean => lines.some((line) => Object.values(objectIn(line) ?? {}).includes(id));
    if (!has(sent)) {
      const message = "Not even the id that a client sends stands in the log.";
      throw new PrerequisiteFailed("observability.structured", { message });
    }
    if (has(made)) return { verdict: "passed" };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: `The ${requestIdHeader} that a response carries is not in the log.`,
          expected: `a JSON line with a member that is ${made}`,
          received: lines.some(({ text }) => text.includes(made)) ? "only as a part of some text" : "no such line",
          curl: exchange.curl,
          exchanges: [exchange],
          detail: lines
            .slice(-3)
            .map(({ text }) => text)
            .join("\n"),
        },
      ],
    };
  },
});
