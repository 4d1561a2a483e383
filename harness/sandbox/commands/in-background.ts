import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import { exec } from "../container/exec.ts";
import { listenersIn } from "../service/listening.ts";

/** How a command ended, and what it said last. */
export type Ending = { readonly output: string } & (
  | { readonly end: "ended"; readonly exitCode: number }
  | { readonly end: "listens"; readonly port: number }
  | { readonly end: "stopped" }
);

export interface BackgroundOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly seconds: number;
  /** What does this has done what it is for, and is ended then: it listens on a TCP port, or says of a test how it went. */
  readonly until: "listening" | "testing" | undefined;
}

const answerSeconds = 8;
/** What listens and says nothing to HTTP is given this long to end. */
const silentMs = 3_000;

/** Asks 127.0.0.1 for anything, and ends well when a byte comes back: gunicorn listens before it knows whether its app can be loaded. */
const askOnce = `import socket, sys
talk = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 5)
talk.settimeout(${answerSeconds})
talk.sendall(b"GET / HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n")
sys.exit(0 if talk.recv(1) else 1)`;

const withPython = `"$(command -v python3 || command -v python)" -c "$1" "$2"`;

const pollMs = 300;
const graceSeconds = 10;
const outputBytes = 8000;
/** Exit code of `timeout`. */
const timedOut = 124;

/** What pytest and unittest write of tests that have run: a part of what `judge` takes for it. */
const testing = "^[^ ]+[.]py [.FsxX]+|^[.FsxX]{2,}|[.]{3} (ok|FAIL)$";

/**
 * Bounded in time and, as /tmp is, in output; ends where a line of that matches $3, if there is one. Interrupted, pytest still says how far
 * it has come. What is put into the background by a shell would not heed that: here, who watches it is.
 */
const bounded = `rm -f /tmp/.assay-output /tmp/.assay-enough
if [ -n "$3" ]; then
  while sleep 0.4; do
    grep -Eq "$3" /tmp/.assay-output && : > /tmp/.assay-enough && kill -INT "$(cat /tmp/.assay-timer)" && break
  done > /dev/null 2>&1 < /dev/null & watcher=$!
fi
sh -c 'echo $$ > /tmp/.assay-timer; exec timeout -s INT -k 2 "$1" sh -c "$2"' sh "$1" "$2" > /tmp/.assay-output 2>&1 < /dev/null
code=$?
[ -n "$3" ] && kill "$watcher" 2> /dev/null
tail -c ${outputBytes} /tmp/.assay-output
[ -e /tmp/.assay-enough ] && [ "$code" -ne 0 ] && exit ${timedOut}
exit "$code"`;

/** Everything but the first process, the one that keeps the container alive, and itself; twice, for what is just being started. */
const endAll = `for round in 1 2; do for folder in /proc/[0-9]*; do
  id=\${folder#/proc/}
  case $id in 1|$$) continue;; esac
  case $(cat "$folder/comm" 2>/dev/null) in sleep) continue;; esac
  kill -9 "$id" 2>/dev/null
done; done; true`;

/** Runs a script in a container whose main process is `sleep`; nothing of it runs on after that. Throws EnvironmentError as exec does. */
export async function runInBackground(
  container: Docker.Container,
  script: string,
  { environment, seconds, until }: BackgroundOptions,
): Promise<Ending> {
  const begun = performance.now();
  let isOver = false;
  const running = exec(
    container,
    ["sh", "-c", bounded, "sh", String(seconds), script, until === "testing" ? testing : ""],
    {
      environment,
      withinMs: (seconds + graceSeconds) * 1000,
    },
  ).finally(() => {
    isOver = true;
  });
  // Who waits for it below hears of it.
  running.catch(() => undefined);
  let port: number | undefined;
  while (until === "listening" && !isOver && port === undefined) {
    await Promise.race([sleep(pollMs), running.catch(() => undefined)]);
    if (!isOver) port = (await listenersIn(container))[0]?.port;
  }
  if (port !== undefined) {
    const { exitCode } = await exec(container, ["sh", "-c", withPython, "sh", askOnce, String(port)]);
    if (exitCode !== 0) await Promise.race([sleep(silentMs), running.catch(() => undefined)]);
    // It has ended by itself: that is what counts.
    if (isOver) port = undefined;
  }
  if (port === undefined) await running;
  const lastedMs = performance.now() - begun;
  await exec(container, ["sh", "-c", endAll]);
  const { exitCode, stdout } = await running;
  if (port !== undefined) return { end: "listens", port, output: stdout };
  // `timeout` may be killed with what does not heed it.
  const isStopped = exitCode === timedOut || (exitCode === 137 && lastedMs >= seconds * 1000);
  return isStopped ? { end: "stopped", output: stdout } : { end: "ended", exitCode, output: stdout };
}
