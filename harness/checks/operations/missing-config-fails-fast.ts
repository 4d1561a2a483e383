import { defineCheck } from "../check.ts";
import { tally } from "../share.ts";
import { logText } from "./log-text.ts";
import type { MissingSetting } from "./missing-settings.ts";
import { neighboursOf } from "./neighbours.ts";

/** An app that stays up without ever being ready is as good as one that ends: no customer is sent to it. */
export default defineCheck({
  id: "operations.missing-config-fails-fast",
  stage: "runtime",
  timed: true,
  after: ["operations.boots"],
  title: "Without a setting that it needs it does not start, and says which one",
  why: "A forgotten password must be noticed when the service is installed, not when a stranger walks in or a customer complains.",
  hint: 'Read the settings once, at start, without a default: os.environ["DATABASE_URL"] raises a KeyError that names it.',
  notAskedBy: ({ runtime }) =>
    runtime.missingSettingNoticedWithinSeconds === undefined
      ? "The brief does not say what happens without a setting."
      : undefined,
  async run(context) {
    const seconds = context.brief.runtime.missingSettingNoticedWithinSeconds ?? 0;
    const { withoutSettings } = await neighboursOf(context);
    const missing = await withoutSettings;
    const seen = tally();
    for (const { variable, start } of missing) {
      const wrong = wrongStart({ variable, start }, seconds);
      const detail = logText(start.logs);
      if (wrong === undefined) seen.ok(`start without ${variable}`);
      else seen.wrong(`start without ${variable}`, { ...wrong, detail });
      if (start.named) seen.ok(`word of ${variable}`);
      else {
        seen.wrong(`word of ${variable}`, {
          message: `Started without ${variable}, it does not say that this is what it lacks.`,
          expected: `a line of the log that names ${variable}`,
          received: `${start.logs.length} lines without it`,
          detail,
        });
      }
    }
    const examined = `started without ${missing.map(({ variable }) => variable).join(" and without ")}`;
    return seen.outcome(() => examined) ?? { verdict: "passed" };
  },
});

function wrongStart({ variable, start }: MissingSetting, seconds: number) {
  const expected = `it ends within ${seconds} s, not with exit code 0, or is never ready`;
  if (start.ended && start.exitCode === 0) {
    return { message: `Started without ${variable}, it ends as if all were well.`, expected, received: "exit code 0" };
  }
  if (!start.ended && start.ready) {
    return {
      message: `Started without ${variable}, it says that it is ready.`,
      expected,
      received: "it runs, and its readiness says 2xx",
    };
  }
  return undefined;
}
