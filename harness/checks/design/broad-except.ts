import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

/**
 * Catching everything is fine where the failure is raised again, logged, handed on or answered as a server's error; also around
 * imports, conversions of one value, and cleaning up. What is left goes on as if nothing had happened.
 * Share: half for one such handler, none for several, as the rubric says.
 */
export default defineCheck({
  id: "design.broad-except",
  stage: "source",
  title: "Failures are not swallowed",
  why: "A failure that nobody hears of is found by a customer, much later, and without a trace.",
  hint: "Catch the exception that you expect. Where everything has to be caught: log it with its traceback, then raise it again or answer 500.",
  question: ({ message }) => `${message} Which failure did you expect there, and who notices when another one happens?`,
  async run({ workspace }) {
    const modules = ownCode(await workspace.facts());
    const handlers = modules.flatMap(({ path, handlers }) => handlers.map((handler) => ({ path, handler })));
    const swallowing = handlers.filter(({ handler }) => handler.failure === "swallowed");
    const examined = `${handlers.length} handlers that catch everything`;
    if (swallowing.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: swallowing.length === 1 ? 0.5 : 0,
      examined,
      findings: swallowing.map(({ path, handler }) => ({
        message: `${handler.insideFunction ?? "The module"} catches ${handler.catches} and neither logs it, nor raises it again, nor answers with a server error.`,
        place: { path, line: handler.line },
      })),
    };
  },
});
