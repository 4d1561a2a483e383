import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Brief } from "../../../../../harness/brief/types.ts";
import type { ProbeContext } from "../../../../../harness/checks/check.ts";
import { createRecords } from "../../../../../harness/checks/records.ts";
import { createClient } from "../../../../../harness/http/client.ts";
import { seededRandom } from "../../../../../harness/types/random.ts";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Of a request without a body: empty. */
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number;
  readonly json?: unknown;
}

/** Serves an app that lives in this process, and gives what a probe of it looks at. */
export async function fakeApp(options: {
  readonly brief: Brief;
  readonly app: (asked: Asked) => Answer;
  readonly seed?: number;
}): Promise<AsyncDisposable & { readonly context: ProbeContext; readonly url: string }> {
  const { brief, app, seed = 1 } = options;
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const json: Asked["json"] = body === "" ? {} : JSON.parse(body);
    const answer = app({ method: request.method ?? "GET", path: url.pathname, query: url.searchParams, json });
    response.writeHead(answer.status, { "Content-Type": "application/json" });
    response.end(answer.json === undefined ? undefined : JSON.stringify(answer.json));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const random = seededRandom(seed, "stateful.model");
  const api = createClient({ baseUrl: url, api: brief.api, random: seededRandom(seed, "client") });
  return {
    url,
    context: { brief, api, random, records: createRecords({ api, brief, random }), dataset: undefined },
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      server.close();
    },
  };
}
