import type Docker from "dockerode";
import { onEngine } from "../engine-trouble.ts";
import type { Sandbox } from "../open-sandbox.ts";

export interface ContainerSpec {
  readonly image: string;
  /** Default: the image's own. */
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Of the run; `none`; or, for a container of ours that has no use for one, that of another container, which costs the engine half. */
  readonly network: string | { readonly of: Docker.Container };
  /** Name by which others on the network reach it. */
  readonly alias?: string;
  /** Also on the engine's default bridge: only for containers of ours. */
  readonly alsoOnBridge?: boolean;
  /** Container ports that are published on 127.0.0.1, on ports that the engine chooses: `8080/tcp`. */
  readonly publish?: readonly string[];
  readonly memoryBytes: number;
  readonly cpus?: number;
  /** Has a small share of the processors where others want them too: what nobody waits for. */
  readonly canWait?: boolean;
  readonly pids?: number;
  readonly writableRoot?: boolean;
  /** Mount point to options, beside /tmp: `{ "/data": "rw,size=64m" }`. */
  readonly tmpfs?: Readonly<Record<string, string>>;
  readonly tmpBytes?: number;
  /** Volume name to mount point; read-only where it ends in `:ro`. */
  readonly volumes?: Readonly<Record<string, string>>;
  readonly workingFolder?: string;
  readonly user?: string;
  /** Waited for between its creation and its start. */
  readonly beforeStart?: () => Promise<void>;
}

/**
 * Creates and starts a container under the limits that every container of a run has: no capabilities, no new privileges, read-only
 * root, bounded memory without swap, processes, files and log, labels of the run.
 */
export async function startContainer(sandbox: Sandbox, part: string, spec: ContainerSpec): Promise<Docker.Container> {
  const { docker } = sandbox.engine;
  return await onEngine(`start ${part}`, async () => {
    const container = await docker.createContainer(describe(sandbox, part, spec));
    if (spec.alsoOnBridge === true) await docker.getNetwork("bridge").connect({ Container: container.id });
    await spec.beforeStart?.();
    await container.start();
    return container;
  });
}

/** The limits that the run gives to whatever executes a submission's code. */
export function limitsOf({
  limits: { memoryBytes, cpus, pids, tmpBytes },
}: Sandbox): Pick<ContainerSpec, "memoryBytes" | "cpus" | "pids" | "tmpBytes"> {
  return { memoryBytes, cpus, pids, tmpBytes };
}

const MiB = 1024 * 1024;

function describe(sandbox: Sandbox, part: string, spec: ContainerSpec): Docker.ContainerCreateOptions {
  const environment = Object.entries(spec.environment ?? {}).map(([name, value]) => `${name}=${value}`);
  const { publish: published = [] } = spec;
  const { containerRuntime } = sandbox.engine;
  const isOfOurs = spec.image === sandbox.images.gateway || spec.image === sandbox.images.postgres;
  return {
    name: sandbox.name(part),
    Image: spec.image,
    Env: environment,
    Labels: { ...sandbox.labels },
    ...(spec.command === undefined ? {} : { Cmd: [...spec.command] }),
    ...(spec.entrypoint === undefined ? {} : { Entrypoint: [...spec.entrypoint] }),
    ...(spec.workingFolder === undefined ? {} : { WorkingDir: spec.workingFolder }),
    ...(spec.user === undefined ? {} : { User: spec.user }),
    ExposedPorts: Object.fromEntries(published.map((port) => [port, {}])),
    // The image's own health check would run commands of the candidate's beside the measurements.
    Healthcheck: { Test: ["NONE"] },
    ...(typeof spec.network === "string" ? { NetworkingConfig: endpointOf(spec.network, spec.alias) } : {}),
    HostConfig: {
      ...networkOf(spec),
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges"],
      ReadonlyRootfs: spec.writableRoot !== true,
      Tmpfs: { "/tmp": `rw,exec,mode=1777,size=${spec.tmpBytes ?? 64 * MiB}`, ...spec.tmpfs },
      Memory: spec.memoryBytes,
      MemorySwap: spec.memoryBytes,
      NanoCpus: Math.round((spec.cpus ?? 1) * 1e9),
      ...(spec.canWait === true ? { CpuShares: 512 } : {}),
      PidsLimit: spec.pids ?? 256,
      Ulimits: [
        { Name: "nofile", Soft: 4096, Hard: 4096 },
        { Name: "core", Soft: 0, Hard: 0 },
      ],
      Init: true,
      ...(containerRuntime === undefined || isOfOurs ? {} : { Runtime: containerRuntime }),
      LogConfig: { Type: "json-file", Config: { "max-size": "8m", "max-file": "1" } },
      Binds: Object.entries(spec.volumes ?? {}).map(([volume, place]) => `${volume}:${place}`),
      PortBindings: Object.fromEntries(published.map((port) => [port, [{ HostIp: "127.0.0.1", HostPort: "" }]])),
    },
  };
}

function endpointOf(network: string, alias: string | undefined): Docker.ContainerCreateOptions["NetworkingConfig"] {
  return { EndpointsConfig: { [network]: alias === undefined ? {} : { Aliases: [alias] } } };
}

function networkOf({ network, alsoOnBridge }: ContainerSpec): Docker.HostConfig {
  if (typeof network !== "string") return { NetworkMode: `container:${network.of.id}` };
  // Names of the run's network are known without a name server. Engines before 26 ask this host's for all others, even where the
  // network has no way out (CVE-2024-29018); here nobody answers.
  return { NetworkMode: network, ...(alsoOnBridge === true ? {} : { Dns: ["127.0.0.1"] }) };
}
