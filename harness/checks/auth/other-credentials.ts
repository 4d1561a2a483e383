import type { Credentials } from "../../http/authorization.ts";
import type { Answered, Identity } from "../../http/types.ts";
import type { BootReport, Runtime } from "../../types/runtime.ts";
import type { StageContexts } from "../check.ts";
import { guardedOperation, plausibleRequest } from "./asked.ts";

type Context = StageContexts["disturb"];

/** How the app came up with other credentials, and whom it let in then. */
export interface Restarted {
  readonly boot: BootReport;
  /** Undefined where it did not come up. */
  readonly answers: { readonly before: Answered; readonly others: Answered; readonly cut: Answered } | undefined;
}

/** One restart serves all checks of a run. */
const restarts = new WeakMap<Runtime, Promise<Restarted>>();

/**
 * Starts the app with a user name and a password beyond ASCII and with colons in the password (RFC 7617 allows both), asks it as
 * the run's user, as the new one, and as one whose password ends at its first colon. It is left with them.
 */
export function restartedWithOthers(context: Context): Promise<Restarted> {
  const known = restarts.get(context.runtime) ?? restart(context);
  restarts.set(context.runtime, known);
  return known;
}

async function restart({ api, brief, random, runtime }: Context): Promise<Restarted> {
  const credentials = otherCredentials(random.token(8));
  const operation = guardedOperation(brief);
  const ask = (as: Identity) => api.call(operation.id, { ...plausibleRequest(operation), as });
  const boot = await runtime.start({ credentials });
  if (!boot.ready) return { boot, answers: undefined };
  const before = await ask("candidate-credentials");
  const others = await ask({ credentials });
  const [password = ""] = credentials.password.split(":");
  return { boot, answers: { before, others, cut: await ask({ credentials: { ...credentials, password } }) } };
}

function otherCredentials(unique: string): Credentials {
  return { username: `prüferin-${unique}`, password: `${unique}:пароль:ßé-${unique}` };
}
