import { startContainer } from "../container/start-container.ts";
import { onEngine } from "../engine-trouble.ts";
import { createIsolatedNetwork } from "../network/isolated-network.ts";
import type { Sandbox } from "../open-sandbox.ts";

/** The network of a build: its only way out is a proxy that lets the package index and Debian's mirror through. */
export interface BuildNetwork extends AsyncDisposable {
  readonly name: string;
  readonly proxyId: string;
  /** HTTP_PROXY and the like, which every builder knows without a line in the Dockerfile. */
  readonly buildArguments: Readonly<Record<string, string>>;
}

/** What tells a build of its proxy. The engine's cache knows that there is something of the kind, and not what. */
export function viaProxy(url: string): Readonly<Record<string, string>> {
  return Object.fromEntries(["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"].map((name) => [name, url]));
}

export async function openBuildNetwork(sandbox: Sandbox): Promise<BuildNetwork> {
  const name = sandbox.name("build-net");
  await onEngine("make a network", () => createIsolatedNetwork(sandbox.engine, name, sandbox.labels));
  const proxy = await startContainer(sandbox, "build-proxy", {
    image: sandbox.images.gateway,
    command: ["sh", "/assay/allow.sh"],
    environment: { ASSAY_ALLOW: sandbox.allowList.join(" ") },
    network: name,
    alias: "proxy",
    alsoOnBridge: true,
    memoryBytes: 128 * 1024 * 1024,
  });
  const info = await onEngine("inspect the build proxy", () => proxy.inspect());
  // By address: the build's containers of the classic builder have no name service on this network.
  const url = `http://${info.NetworkSettings.Networks[name]?.IPAddress ?? "proxy"}:8888`;
  return {
    name,
    proxyId: proxy.id,
    buildArguments: viaProxy(url),
    async [Symbol.asyncDispose]() {
      await proxy.remove({ force: true }).catch(() => undefined);
      await sandbox.engine.docker
        .getNetwork(name)
        .remove()
        .catch(() => undefined);
    },
  };
}
