import { once } from "node:events";
import { say } from "./say.ts";

/** Leaves the app running until the user has seen enough: Enter or Ctrl-C ends it, and teardown follows as always. */
export async function keepForALook(
  app: { readonly url: string; readonly username: string; readonly password: string },
  signal: AbortSignal,
): Promise<void> {
  say(`The app is running at ${app.url}, user name ${app.username}, password ${app.password}`);
  say(process.stdin.isTTY ? "Press Enter to stop and remove it." : "SIGINT or SIGTERM stops and removes it.");
  // A closed standard input and a signal's listener hold no process; this does.
  const hold = setInterval(() => undefined, 60_000);
  try {
    process.stdin.resume();
    await Promise.race([once(process.stdin, "data"), once(signal, "abort")]);
  } finally {
    clearInterval(hold);
    process.stdin.pause();
  }
}
