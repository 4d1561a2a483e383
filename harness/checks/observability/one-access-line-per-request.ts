import { defineCheck, PrerequisiteFailed } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { tally } from "../share.ts";
import { askedForObservability, observabilityOf } from "./asked.ts";
import { judgedLines, logOnceItHas, objectIn } from "./log-lines.ts";
import { unknownId } from "../unknown-id.ts";

const requests = 5;

export default defineCheck({
  id: "observability.one-access-line-per-request",
  stage: "runtime",
  after: ["operations.boots", "observability.structured"],
  title: "Each request is one line of the log, not two",
  why: "Whoever counts requests or errors in the log counts lines. Two for one request make every number wrong.",
  hint: "Give the handler to one logger only, and switch the access log of the server off where you write your own.",
  notAskedBy: askedForObservability,
  async run({ api, brief, random, runtime }) {
    const { accessFields, requestIdHeader } = observabilityOf(brief);
    const resource = mainResource(brief);
    const ids = Array.from({ length: requests }, () => random.uuid());
    for (const id of ids) {
      const path = { [resource.pathParameter]: unknownId({ brief, random }) };
      await api.call(resource.read, { path, headers: { [requestIdHeader]: id } });
    }
    const lines = judgedLines(await logOnceItHas(runtime, ids));
    const seen = tally();
    for (const id of ids) {
      // What else is said about a request has not all the fields of its one line.
      const ofRequest = lines.filter((line) => {
        const object = objectIn(line) ?? {};
        return Object.values(object).includes(id) && accessFields.every((field) => Object.hasOwn(object, field));
      });
      if (ofRequest.length === 1) seen.ok(id);
      if (ofRequest.length > 1) {
        seen.wrong(id, {
          message: `One request gives ${ofRequest.length} lines of the log.`,
          expected: `one JSON line with ${accessFields.join(", ")}`,
          received: `${ofRequest.length} such lines`,
          detail: ofRequest.map(({ text }) => text).join("\n"),
        });
      }
    }
    const outcome = seen.outcome((count) => `${count} requests`);
    if (outcome !== undefined) return outcome;
    throw new PrerequisiteFailed("observability.structured", { message: "No line of the log describes a request." });
  },
});
