import { spawnSync } from "node:child_process";

/** What wrk, a load generator of others, reads over one connection. Milliseconds. */
export interface WrkReading {
  readonly p50Ms: number;
  /** wrk's mean is no use here: it adds what it thinks was omitted. */
  readonly slowestMs: number;
}

/** Installs wrk where it is missing (Debian's package, as root). */
export function installWrk(): void {
  if (spawnSync("wrk", ["--version"]).error === undefined) return;
  const { status, stderr } = spawnSync("apt-get", ["install", "-y", "-q", "wrk"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`wrk is missing and can't be installed: ${stderr}`);
}

export function readByWrk(url: string, seconds: number): WrkReading {
  const { status, stdout, stderr } = spawnSync("wrk", ["-t1", "-c1", `-d${seconds}s`, "--latency", url], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`wrk failed: ${stderr}`);
  const find = (pattern: RegExp): number => {
    const [, value, unit = ""] = pattern.exec(stdout) ?? [];
    return Number(value) * ({ us: 0.001, ms: 1, s: 1000 }[unit] ?? Number.NaN);
  };
  return {
    p50Ms: find(/\s50%\s+([\d.]+)(us|ms|s)/),
    slowestMs: find(/Latency(?:\s+[\d.]+[a-z]+){2}\s+([\d.]+)(us|ms|s)/),
  };
}
