import { describe, expect, test } from "vitest";
import { loadBrief } from "../../../../harness/brief/load-brief.ts";
import colonAndUtf8 from "../../../../harness/checks/auth/colon-and-utf8.ts";
import fromEnvironment from "../../../../harness/checks/auth/from-environment.ts";
import { PrerequisiteFailed, type StageContexts } from "../../../../harness/checks/check.ts";
import type { CallOptions, Client } from "../../../../harness/http/types.ts";
import { seededRandom } from "../../../../harness/types/random.ts";

const brief = await loadBrief("orders");

/** An app that lets in whom `isKnown` says, given the password of its last start (undefined: the run's) and that of the request. */
function appOf(isKnown: (password: string | undefined, sent: string | undefined) => boolean, boots = true) {
  let current: string | undefined;
  let starts = 0;
  const runtime = {
    start: (options?: { readonly credentials: { readonly password: string } }) => {
      starts += 1;
      current = options?.credentials.password;
      return Promise.resolve(
        boots || current === undefined ? { ready: true, logs: [] } : { ready: false, reason: "It ended.", logs: [] },
      );
    },
  };
  const api = {
    call: (_: string, { as }: CallOptions) => {
      const sent = typeof as === "object" && "credentials" in as ? as.credentials.password : undefined;
      const status = isKnown(current, sent) ? 200 : 401;
      return Promise.resolve({ response: { status, headers: [], body: "" }, curl: "curl" });
    },
  } as unknown as Client;
  const context = { brief, api, runtime, random: seededRandom(1, "test") } as unknown as StageContexts["disturb"];
  return { context, starts: () => starts };
}

describe("after a start with other credentials", () => {
  test("an app that follows its environment passes both checks, with one start for both", async () => {
    const { context, starts } = appOf((password, sent) => password === sent);
    expect(await fromEnvironment.run(context)).toMatchObject({ verdict: "passed" });
    expect(await colonAndUtf8.run(context)).toMatchObject({ verdict: "passed" });
    expect(starts()).toBe(1);
  });

  test("one that keeps the old password fails the one check, and may pass the other", async () => {
    const { context } = appOf((password, sent) => sent === undefined || password === sent);
    expect(await fromEnvironment.run(context)).toMatchObject({ verdict: "failed", share: 0 });
    expect(await colonAndUtf8.run(context)).toMatchObject({ verdict: "passed" });
  });

  test("one that can't read the new password, or reads it up to its colon, fails the other", async () => {
    const ascii = appOf((password, sent) => password === sent && /^[ -~]*$/.test(sent ?? ""));
    expect(await fromEnvironment.run(ascii.context)).toMatchObject({ verdict: "passed" });
    expect(await colonAndUtf8.run(ascii.context)).toMatchObject({ verdict: "failed", share: 0.5 });
    const cutting = appOf((password, sent) => password?.split(":")[0] === sent?.split(":")[0]);
    expect(await colonAndUtf8.run(cutting.context)).toMatchObject({
      verdict: "failed",
      findings: [{ message: "A password is taken that ends at the first colon of the right one." }],
    });
  });

  test("one that does not start with it fails once", async () => {
    const { context } = appOf(() => true, false);
    expect(await colonAndUtf8.run(context)).toMatchObject({ verdict: "failed", share: 0 });
    await expect(async () => await fromEnvironment.run(context)).rejects.toThrow(PrerequisiteFailed);
  });
});
