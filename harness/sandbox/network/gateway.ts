import { onEngine } from "../engine-trouble.ts";
import { startContainer } from "../container/start-container.ts";
import type { Sandbox } from "../open-sandbox.ts";

/** The way in: a port of 127.0.0.1 that leads to a container of an isolated network. */
export interface Gateway extends AsyncDisposable {
  /** http://127.0.0.1:PORT */
  readonly url: string;
}

/** Starts a gateway to `target` (alias:port on `network`). It follows the alias when the container behind it is replaced. */
export async function startGateway(sandbox: Sandbox, part: string, network: string, target: string): Promise<Gateway> {
  const container = await startContainer(sandbox, part, {
    image: sandbox.images.gateway,
    command: ["sh", "/assay/forward.sh"],
    environment: { ASSAY_TARGET: target },
    network,
    alsoOnBridge: true,
    publish: "8080/tcp",
    memoryBytes: 128 * 1024 * 1024,
  });
  const info = await onEngine("inspect the gateway", () => container.inspect());
  const port = info.NetworkSettings.Ports["8080/tcp"]?.[0]?.HostPort;
  if (port === undefined) throw new Error("The engine published no port for the gateway.");
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      await container.remove({ force: true }).catch(() => undefined);
    },
  };
}
