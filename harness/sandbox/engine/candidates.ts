import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { DockerOptions } from "dockerode";

/** A place where an engine may listen. */
export interface Candidate {
  readonly address: string;
  readonly options: DockerOptions;
}

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly exists: (path: string) => boolean;
}

const here: Surroundings = { environment: process.env, home: homedir(), exists: existsSync };

/**
 * Where an engine may listen, in the order in which the docker CLI would choose: DOCKER_HOST, the current context, then the
 * usual sockets (system, rootless, Docker Desktop, Colima, Podman). DOCKER_HOST alone where it is set.
 */
export async function engineCandidates(surroundings: Surroundings = here): Promise<readonly Candidate[]> {
  const { environment, home, exists } = surroundings;
  const host = environment.DOCKER_HOST;
  if (host !== undefined && host !== "") return [candidateOf(host)];
  const context = await contextHost(surroundings);
  const runtimeFolder = environment.XDG_RUNTIME_DIR;
  const sockets = [
    "/var/run/docker.sock",
    ...(runtimeFolder === undefined ? [] : [`${runtimeFolder}/docker.sock`]),
    `${home}/.docker/run/docker.sock`,
    `${home}/.docker/desktop/docker.sock`,
    `${home}/.colima/default/docker.sock`,
    ...(runtimeFolder === undefined ? [] : [`${runtimeFolder}/podman/podman.sock`]),
  ].filter(exists);
  const addresses = new Set([...(context === undefined ? [] : [context]), ...sockets.map((path) => `unix://${path}`)]);
  return [...addresses].map(candidateOf);
}

function candidateOf(address: string): Candidate {
  if (address.startsWith("unix://")) return { address, options: { socketPath: address.slice("unix://".length) } };
  if (address.startsWith("npipe://")) return { address, options: { socketPath: address.slice("npipe://".length) } };
  // tcp:// and ssh:// are understood by docker-modem, with DOCKER_TLS_VERIFY and DOCKER_CERT_PATH from the environment.
  const url = new URL(address);
  const protocol = url.protocol === "ssh:" ? "ssh" : url.port === "2376" ? "https" : "http";
  return { address, options: { host: url.hostname, port: url.port || 2375, protocol, username: url.username } };
}

/** The host of the docker CLI's current context, from ~/.docker; undefined for the default one. */
async function contextHost({ environment, home }: Surroundings): Promise<string | undefined> {
  const folder = environment.DOCKER_CONFIG ?? join(home, ".docker");
  const config = await readJson(join(folder, "config.json"));
  const name = environment.DOCKER_CONTEXT ?? textAt(config, "currentContext");
  if (name === undefined || name === "default") return undefined;
  const id = createHash("sha256").update(name).digest("hex");
  const meta = await readJson(join(folder, "contexts", "meta", id, "meta.json"));
  return textAt(meta, "Endpoints", "docker", "Host");
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  let current = value;
  for (const name of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = Object.entries(current).find(([key]) => key === name)?.[1];
  }
  return typeof current === "string" ? current : undefined;
}
