import type { Credentials } from "../http/authorization.ts";
import { seededRandom } from "../types/random.ts";

/** The user name and password of a run: new for each seed, so that a submission can't carry them in its code. */
export function credentialsFor(seed: number): Credentials {
  const random = seededRandom(seed, "credentials");
  return { username: `user-${random.token(6)}`, password: random.token(24) };
}
