import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** Labels on every container, network and volume of a run: whose it is, and whether that process still lives. */
export function runLabels(runId: string): Readonly<Record<string, string>> {
  return {
    "assay.run": runId,
    "assay.host": hostname(),
    "assay.pid": String(process.pid),
    "assay.started": processStart(process.pid) ?? "unknown",
  };
}

/** True unless the labels name a process of this host that is gone (or whose id another process has now). */
export function ownerMayLive(labels: Readonly<Record<string, string>>): boolean {
  if (labels["assay.host"] !== hostname()) return true;
  const pid = Number(labels["assay.pid"]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  const started = processStart(pid);
  return started === undefined || labels["assay.started"] === "unknown" || started === labels["assay.started"];
}

/** Names this process for as long as this machine is up; `ownerOfTag` reads it. */
export function ownerTag(): string {
  return `${process.pid}-${processStart(process.pid) ?? "unknown"}`;
}

/** The labels of the process that a tag names. */
export function ownerOfTag(tag: string): Readonly<Record<string, string>> {
  const [pid = "", started = ""] = tag.split("-");
  return { "assay.host": hostname(), "assay.pid": pid, "assay.started": started };
}

/** When a process started, in clock ticks since boot (field 22 of /proc/PID/stat); undefined where there is no /proc. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
