import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EnvironmentError } from "../../types/errors.ts";
import { stateFolder } from "../state-folder.ts";

/** Starts an engine that is installed and not running, where nobody else does (no init system) and we are root. */
export async function startInstalledEngine(say: (line: string) => void): Promise<boolean> {
  const dockerd = ["/usr/sbin/dockerd", "/usr/bin/dockerd", "/usr/local/bin/dockerd"].find(existsSync);
  if (process.platform !== "linux" || process.getuid?.() !== 0 || dockerd === undefined) return false;
  if (existsSync("/run/systemd/system")) return false;
  const folder = stateFolder();
  mkdirSync(folder, { recursive: true });
  const log = join(folder, "dockerd.log");
  say(`No container engine answers. Starting ${dockerd}; its log is ${log}.`);
  const output = openSync(log, "a");
  // In a session of its own: it goes on when assay has ended.
  spawn(dockerd, [], { detached: true, stdio: ["ignore", output, output], cwd: "/" }).unref();
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 200) {
    if (await accepts("/var/run/docker.sock")) return true;
    await sleep(200);
  }
  throw new EnvironmentError(`${dockerd} did not come up within 60 s.`, { next: `Its log says why: ${log}` });
}

/** Whether somebody listens there. The socket's file alone proves nothing: an engine that was killed leaves it. */
async function accepts(path: string): Promise<boolean> {
  const socket = createConnection(path);
  return await new Promise((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  }).then((isOpen) => {
    socket.destroy();
    return isOpen === true;
  });
}

/** Installs Debian's or Ubuntu's engine and starts it. False where assay can't: another system, or not root. */
export async function installEngine(say: (line: string) => void): Promise<boolean> {
  if (!isDebianLike() || process.getuid?.() !== 0) return false;
  say(
    "No container engine is installed. Installing docker.io from this system's packages (--no-install would refuse).",
  );
  apt(["update"]);
  apt(["install", "--yes", "--no-install-recommends", "docker.io", "iptables"]);
  return await startInstalledEngine(say);
}

/** Runs apt-get without questions. Throws EnvironmentError with the end of what it said. */
export function apt(args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync("apt-get", ["--quiet", ...args], {
    encoding: "utf8",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return;
  throw new EnvironmentError(
    `apt-get ${args.join(" ")} failed:\n${`${stdout}${stderr}`.trim().split("\n").slice(-5).join("\n")}`,
    {
      next: "Install the packages by hand, then run assay setup again.",
    },
  );
}

export function isDebianLike(): boolean {
  if (!existsSync("/etc/os-release") || !existsSync("/usr/bin/apt-get")) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync("/etc/os-release", "utf8"));
}
