import type Docker from "dockerode";
import { exec } from "./exec.ts";

/** Where apps write: temporary files, logs, shared memory, and the folder that they run in. */
const places = ["/tmp", "/var/tmp", "/var/log", "/dev/shm", "."];
const withinMs = 5_000;

/**
 * Files of a running container that hold a text, as its user may read them: temporary ones, logs, and those of its working folder.
 * Undefined where they can't be searched: grep is the image's own.
 */
export async function filesWith(container: Docker.Container, text: string): Promise<readonly string[] | undefined> {
  const search = exec(container, ["grep", "-rslF", "-e", text, ...places], { withinMs });
  const result = await search.catch(() => undefined);
  // 126 and 127: there is no such program; 2: some file could not be read.
  if (result === undefined || result.exitCode > 2) return undefined;
  return result.stdout.split("\n").filter((path) => path !== "");
}
