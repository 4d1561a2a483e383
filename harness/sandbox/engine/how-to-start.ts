import { existsSync } from "node:fs";

/** What to do on this platform to get an engine, and what works without one. */
export function howToStart(
  platform: NodeJS.Platform = process.platform,
  hasSystemd = existsSync("/run/systemd/system"),
): string {
  return `${startCommand(platform, hasSystemd)} Without an engine, this works: assay check --url http://127.0.0.1:5000`;
}

function startCommand(platform: NodeJS.Platform, hasSystemd: boolean): string {
  if (platform === "darwin") return "Start Docker Desktop (open -a Docker), or Colima (colima start).";
  if (platform === "win32") return "Start Docker Desktop, and run assay inside WSL.";
  if (hasSystemd)
    return "Start it: sudo systemctl start docker. Not installed yet: sudo apt-get install docker.io, or sudo dnf install moby-engine.";
  return "Install and start one: apt-get install docker.io as root, then dockerd; assay does so by itself when it runs as root on Debian or Ubuntu.";
}
