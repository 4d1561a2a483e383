import type { Talk } from "../../http/talk.ts";
import type { Client } from "../../http/types.ts";
import type { Outcome } from "../../types/outcome.ts";
import type { StageContexts } from "../check.ts";
import { inWaves } from "../in-waves.ts";
import { tally } from "../share.ts";
import { stillServes } from "./still-serves.ts";

/** One thing that strangers send. */
export interface Strange {
  readonly what: string;
  readonly parts: (headers: string) => readonly (string | Uint8Array)[];
  /** A command that sends the same, as far as a shell can; credentials are shell variables. */
  readonly curl: string;
  /** False where it is no HTTP: what comes back then is the server's own affair. */
  readonly isJudged: boolean;
  /** What else must not be in the answer, and why; undefined where it is not. */
  readonly forbidden?: (answer: Talk["answers"][number]) => string | undefined;
}

/**
 * Sends all of them, a few at the same time, and asks afterwards whether the service still serves. A refusal by the server in front
 * of the app, or a connection that it closes, is as good as one by the app.
 */
export async function sendStrange(context: StageContexts["probe"], all: readonly Strange[]): Promise<Outcome> {
  const answers = await inWaves(all, async (strange) => ({ strange, said: await said(context.api, strange) }));
  const stuck = await stillServes(context, "After what strangers may send");
  if (stuck !== undefined) return { verdict: "failed", share: 0, findings: [stuck] };
  const seen = tally();
  for (const { strange, said: talked } of answers.filter(({ strange: { isJudged } }) => isJudged)) {
    const [answer] = talked.answers;
    const found = answer && strange.forbidden?.(answer);
    // One of these is one too many.
    if (answer !== undefined && found !== undefined) {
      const message = `The answer to ${strange.what} ${found}.`;
      const finding = { message, expected: "a refusal", received: received(answer), curl: strange.curl };
      return { verdict: "failed", share: 0, findings: [finding] };
    }
    // 501 and 505 say that the server does not know the method or the version.
    if (answer === undefined || answer.status < 500 || answer.status === 501 || answer.status === 505) {
      seen.ok(strange.what);
    } else {
      seen.wrong(strange.what, {
        message: `The answer to ${strange.what} is a server error.`,
        expected: "any status below 500",
        received: received(answer),
        curl: strange.curl,
      });
    }
  }
  return seen.outcome((count) => `${count} odd requests of ${all.length}`) ?? { verdict: "passed" };
}

/** What is no HTTP may be waited on for its end, by the server, too: only what comes afterwards matters. */
async function said(api: Client, { parts, isJudged }: Strange): Promise<Talk> {
  return await api.talk(parts, isJudged ? {} : { timeoutMs: 500 });
}

function received({ status, body }: Talk["answers"][number]): string {
  return `${status} ${body.slice(0, 300)}`;
}
