import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "./submission/intake/temporary.ts";

/** A disk of 64 KB, where this process may mount one. */
export async function tinyDisk(): Promise<({ readonly path: string } & AsyncDisposable) | undefined> {
  const folder = await temporaryFolder();
  const path = join(folder.path, "disk");
  await mkdir(path);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", path], { stdio: "ignore" });
  } catch {
    await folder[Symbol.asyncDispose]();
    return undefined;
  }
  return {
    path,
    async [Symbol.asyncDispose]() {
      // Lazily: a file there may still be open.
      execFileSync("umount", ["-l", path]);
      await folder[Symbol.asyncDispose]();
    },
  };
}
