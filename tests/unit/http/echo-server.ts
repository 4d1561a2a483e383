import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: IncomingMessage["headers"];
  /** Names and values by turns, as they were sent. */
  readonly sentHeaders: readonly string[];
  readonly body: string;
}

/** A server on 127.0.0.1 that keeps what it received; `answer` decides what comes back (default: 200 with an empty object). */
export async function echoServer(
  answer: (request: Received, response: ServerResponse) => void = (_, response) => {
    response.setHeader("content-type", "application/json").end("{}");
  },
): Promise<AsyncDisposable & { readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers, rawHeaders: sentHeaders } = request;
    const seen = { method, url, headers, sentHeaders, body: Buffer.concat(chunks).toString("utf8") };
    received.push(seen);
    answer(seen, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
