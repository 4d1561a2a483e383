import type Docker from "dockerode";
import { exec } from "../container/exec.ts";

/** A TCP port that something in the container listens on. */
export interface Listener {
  readonly port: number;
  /** False: on 127.0.0.1 or ::1 only, out of reach from outside. */
  readonly reachable: boolean;
}

/** What listens inside a running container, read from its network namespace; empty where that can't be seen. */
export async function listenersIn(container: Docker.Container): Promise<readonly Listener[]> {
  try {
    const { stdout } = await exec(container, ["cat", "/proc/net/tcp", "/proc/net/tcp6"], { withinMs: 3_000 });
    return parseProcNetTcp(stdout);
  } catch {
    return [];
  }
}

/** Listening sockets (state 0A) of /proc/net/tcp and tcp6: addresses are hexadecimal, in host byte order. */
export function parseProcNetTcp(text: string): readonly Listener[] {
  const found = new Map<number, boolean>();
  for (const line of text.split("\n")) {
    const [, local, , state] = line.trim().split(/\s+/);
    const [address, port] = local?.split(":") ?? [];
    if (state !== "0A" || address === undefined || port === undefined) continue;
    const loopback = address.length === 8 ? address.endsWith("7F") : address === "00000000000000000000000001000000";
    const number = Number.parseInt(port, 16);
    // Docker's own name service listens on 127.0.0.11.
    if (address === "0B00007F") continue;
    found.set(number, (found.get(number) ?? false) || !loopback);
  }
  return [...found].map(([port, reachable]) => ({ port, reachable })).sort((a, b) => a.port - b.port);
}
