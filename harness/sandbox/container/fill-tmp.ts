import type Docker from "dockerode";
import { EnvironmentError } from "../../types/errors.ts";
import { exec } from "./exec.ts";

const file = "/tmp/assay-full";
const withinMs = 10_000;

/** Each writes until nothing more fits and says "full", or takes back what it wrote; `$1` or `argv[1]` is the most bytes. Images differ in what they have. */
const ways: readonly (readonly string[])[] = [
  [
    "sh",
    "-c",
    `head -c "$1" /dev/zero > ${file} 2> /dev/null
if (echo more > ${file}-more) 2> /dev/null; then rm ${file} ${file}-more; else rm -f ${file}-more; echo full; fi`,
    "fill",
  ],
  [
    "python3",
    "-c",
    `import os, sys
f = os.open("${file}", os.O_WRONLY | os.O_CREAT)
left = int(sys.argv[1])
try:
    while left > 0:
        left -= os.write(f, bytes(65536))
    os.remove("${file}")
except OSError:
    print("full")`,
  ],
];
const emptying: readonly (readonly string[])[] = [
  ["rm", "-f", file],
  ["python3", "-c", `import os; os.remove("${file}")`],
];

/**
 * Fills /tmp of a running container, as its user, until nothing more can be written; disposing empties it again, or throws
 * EnvironmentError. Undefined where the image has nothing to do it with, or more than `mostBytes` fit.
 */
export async function fillTmp(container: Docker.Container, mostBytes: number): Promise<AsyncDisposable | undefined> {
  for (const command of ways) {
    const result = await exec(container, [...command, String(mostBytes)], { withinMs }).catch(() => undefined);
    if (result?.stdout.trim() === "full") return { [Symbol.asyncDispose]: () => empty(container) };
  }
  // One that broke off may have left its file.
  await empty(container).catch(() => undefined);
  return undefined;
}

async function empty(container: Docker.Container): Promise<void> {
  for (const command of emptying) {
    const result = await exec(container, command, { withinMs }).catch(() => undefined);
    if (result?.exitCode === 0) return;
  }
  throw new EnvironmentError("/tmp of the app could not be emptied again.", {
    next: "This is a fault of assay or of the machine, not of the submission.",
  });
}
