import type { Brief } from "../../brief/types.ts";
import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { unknownId } from "../unknown-id.ts";
import { askedForObservability, observabilityOf } from "./asked.ts";
import { logOnceItHas } from "./log-lines.ts";

/** One request, and a look for it in files: the id is in nothing that an app stores but in what it logs. */
export default defineCheck({
  id: "observability.stdout",
  stage: "runtime",
  after: ["operations.boots", "observability.structured"],
  title: "Its log goes to standard output, and into no file",
  why: "What collects the logs of all services reads standard output. A file in the container is read by nobody, grows, and goes with it.",
  hint: "Remove FileHandler and the server's --access-logfile FILE; leave the one handler that writes to sys.stdout.",
  notAskedBy,
  async run({ api, brief, random, runtime }) {
    const { requestIdHeader } = observabilityOf(brief);
    const resource = mainResource(brief);
    const requestId = random.uuid();
    const id = unknownId({ brief, random });
    const exchange = await api.call(resource.read, {
      path: { [resource.pathParameter]: id },
      headers: { [requestIdHeader]: requestId },
    });
    await logOnceItHas(runtime, [requestId]);
    const [byRequest, byPath] = await Promise.all([runtime.filesWith(requestId), runtime.filesWith(id)]);
    if (byRequest === undefined || byPath === undefined) {
      return { verdict: "not-applicable", reason: "Its image has no grep, so its files could not be searched." };
    }
    // The path of a request can be in a cache of answers, too; a file that is called a log is none.
    const files = new Set([...byRequest, ...byPath.filter((path) => /log/i.test(path.split("/").at(-1) ?? ""))]);
    if (files.size === 0) return { verdict: "passed" };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: `A request is logged to a file in the container: ${[...files].join(", ")}.`,
          expected: "standard output only",
          received: [...files].join(", "),
          curl: exchange.curl,
          exchanges: [exchange],
        },
      ],
    };
  },
});

function notAskedBy(brief: Brief): string | undefined {
  if (brief.observability !== undefined && !brief.observability.standardOutputOnly) {
    return "The brief lets the log be written to files, too.";
  }
  return askedForObservability(brief);
}
