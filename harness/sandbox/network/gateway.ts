import { onEngine } from "../engine-trouble.ts";
import { startContainer } from "../container/start-container.ts";
import type { Sandbox } from "../open-sandbox.ts";

/** As in docker/gateway/forward.sh. */
const firstPort = 8080;

/** The way in: a port of 127.0.0.1 that leads to a container of an isolated network. */
export interface Gateway extends AsyncDisposable {
  /** http://127.0.0.1:PORT */
  readonly url: string;
}

/** The ways in to several containers of one network. */
interface Gateways extends AsyncDisposable {
  /** http://127.0.0.1:PORT of each, in their order. */
  readonly urls: readonly string[];
}

/** Starts a gateway to `target` (alias:port on `network`). It follows the alias when the container behind it is replaced. */
export async function startGateway(sandbox: Sandbox, part: string, network: string, target: string): Promise<Gateway> {
  const gateways = await startGateways(sandbox, part, network, [target]);
  const [url = ""] = gateways.urls;
  return { url, [Symbol.asyncDispose]: () => gateways[Symbol.asyncDispose]() };
}

/** Starts one container that is the gateway to each of `targets`. */
export async function startGateways(
  sandbox: Sandbox,
  part: string,
  network: string,
  targets: readonly string[],
): Promise<Gateways> {
  const ports = targets.map((_, index) => `${firstPort + index}/tcp`);
  const container = await startContainer(sandbox, part, {
    image: sandbox.images.gateway,
    command: ["sh", "/assay/forward.sh"],
    environment: { ASSAY_TARGETS: targets.join(" ") },
    network,
    alsoOnBridge: true,
    publish: ports,
    memoryBytes: 128 * 1024 * 1024,
  });
  const info = await onEngine("inspect the gateway", () => container.inspect());
  const urls = ports.map((port) => {
    const published = info.NetworkSettings.Ports[port]?.[0]?.HostPort;
    if (published === undefined) throw new Error("The engine published no port for the gateway.");
    return `http://127.0.0.1:${published}`;
  });
  return {
    urls,
    [Symbol.asyncDispose]: async () => {
      await container.remove({ force: true }).catch(() => undefined);
    },
  };
}
