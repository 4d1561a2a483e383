import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** What came in, as far as answers depend on it. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  /** The whole header section. */
  readonly head: string;
}

/** A server on 127.0.0.1 that sends exactly these bytes, also what HTTP does not allow; `keepOpen` leaves the connection to the client. */
export async function wireServer(
  answer: (request: WireRequest) => string,
  { keepOpen = false } = {},
): Promise<AsyncDisposable & { readonly url: string }> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("data", (chunk) => {
      const head = chunk.toString();
      const [method = "", target = ""] = head.split(" ", 2);
      const bytes = answer({ method, target, head });
      if (keepOpen) socket.write(bytes);
      else socket.end(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
