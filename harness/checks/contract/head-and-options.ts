import type { Operation } from "../../brief/openapi/types.ts";
import { headerOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { publishedResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { nameOf } from "./documented.ts";
import { pathForResource } from "./resource-path.ts";

/** HTTP itself demands HEAD wherever there is a GET (RFC 9110 9.1), OPTIONS only a brief does. */
export default defineCheck({
  id: "contract.head-and-options",
  stage: "probe",
  after: ["operations.boots", "contract.examples"],
  title: "HEAD answers as GET does, without the body, and OPTIONS is no error",
  why: "Monitors and caches ask with HEAD whether something is there; a service that fails on it is reported as down.",
  hint: "Flask does both for every route by itself: give GET a function of its own instead of comparing request.method, and don't refuse methods in before_request.",
  async run(context) {
    const { api, brief } = context;
    const seen = tally();
    for (const operation of brief.api.operations.filter(({ method }) => method === "get")) {
      const path = await pathForResource(context, operation);
      if (path === undefined) continue;
      const target = filled(operation, path);
      const get = await api.send("GET", target);
      // A GET that fails has a cause of its own.
      if (get.response.status >= 400) continue;
      const head = await api.sendRaw("HEAD", target);
      const options = publishedResource(brief) === undefined ? undefined : await api.send("OPTIONS", target);
      for (const [method, exchange, problem] of [
        ["HEAD", head, headProblem(get, head)] as const,
        ...(options === undefined ? [] : [["OPTIONS", options, optionsProblem(options)] as const]),
      ]) {
        const subject = `${method} ${operation.path}`;
        if (problem === undefined) seen.ok(subject);
        else seen.wrong(subject, findingOf(method, operation, exchange, problem));
      }
    }
    return seen.outcome((count) => `${count} requests`) ?? nothingSeen("No GET of the document could be tried.");
  },
});

function filled(operation: Operation, path: Readonly<Record<string, string | number>>): string {
  return operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ""));
}

interface Problem {
  readonly what: string;
  readonly expected: string;
  readonly received: string;
}

function headProblem(get: Answered, head: Answered): Problem | undefined {
  const { status, bodyBytes } = head.response;
  if (status !== get.response.status) {
    return { what: "has another status than GET", expected: String(get.response.status), received: String(status) };
  }
  if (bodyBytes === 0) return undefined;
  return { what: "comes with a body", expected: "no body", received: head.response.body.slice(0, 200) };
}

/** What OPTIONS says is up to the service; a 405 that names what is allowed says as much. */
function optionsProblem({ response }: Answered): Problem | undefined {
  const isAnswer = response.status < 400 || (response.status === 405 && headerOf(response, "allow") !== undefined);
  if (isAnswer) return undefined;
  return { what: "is an error", expected: "a 2xx, with Allow", received: String(response.status) };
}

function findingOf(method: string, operation: Operation, exchange: Answered, problem: Problem): Finding {
  return {
    message: `The answer to ${method} ${operation.path} (where ${nameOf(operation)} works) ${problem.what}.`,
    expected: problem.expected,
    received: problem.received,
    curl: exchange.curl,
    exchanges: [exchange],
    cause: `${method} ${problem.what}`,
  };
}
