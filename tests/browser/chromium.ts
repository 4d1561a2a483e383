import { existsSync } from "node:fs";
import { apt, isDebianLike } from "../../harness/sandbox/engine/install.ts";
import { EnvironmentError } from "../../harness/types/errors.ts";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser that pages are opened in; `CHROMIUM_PATH` names another one. */
export function chromiumPath(): string {
  const found = [process.env.CHROMIUM_PATH, ...places].find((path) => path !== undefined && existsSync(path));
  if (found !== undefined) return found;
  throw new EnvironmentError("The tests of pages need Chromium, and there is none.", {
    next: "Install it, or name it in CHROMIUM_PATH.",
  });
}

/** Installs Debian's Chromium where there is none and we may. */
export function installChromium(say: (line: string) => void): void {
  if (places.some(existsSync) || process.env.CHROMIUM_PATH !== undefined) return;
  if (!isDebianLike() || process.getuid?.() !== 0) return;
  say("Installing chromium from this system's packages, for the tests of pages.");
  apt(["update"]);
  apt(["install", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core"]);
}
