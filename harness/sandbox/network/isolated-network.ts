import type { Engine } from "../engine/connect.ts";

/**
 * A bridge without a way out. `internal` alone leaves this host's address on the bridge, where its listeners can be reached; with
 * inhibit_ipv4 the bridge has no address (measured on 20.10). Newer engines have a name for it: gateway mode `isolated`.
 */
export async function createIsolatedNetwork(
  engine: Engine,
  name: string,
  labels: Readonly<Record<string, string>>,
): Promise<void> {
  const major = Number(engine.version.split(".")[0]);
  await engine.docker.createNetwork({
    Name: name,
    Driver: "bridge",
    Internal: true,
    EnableIPv6: false,
    Labels: { ...labels },
    Options:
      major >= 28
        ? { "com.docker.network.bridge.gateway_mode_ipv4": "isolated" }
        : { "com.docker.network.bridge.inhibit_ipv4": "true" },
  });
}
