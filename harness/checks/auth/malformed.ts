import type { Random } from "../../types/random.ts";
import { defineCheck } from "../check.ts";
import { tally } from "../share.ts";
import { askedForAuth, guardedOperation, plausibleRequest } from "./asked.ts";

/** Server errors count here and not in contract.no-server-error, which leaves out what carries such a header. */
export default defineCheck({
  id: "auth.malformed",
  stage: "probe",
  after: ["auth.missing"],
  title: "A broken Authorization header is refused like wrong credentials",
  why: "Everybody on the internet may send this header with anything in it: it must neither let them in nor break the service.",
  hint: "Take the header apart in one place, treat whatever can't be read as no credentials, and answer 401.",
  notAskedBy: askedForAuth,
  async run({ api, brief, random }) {
    const operation = guardedOperation(brief);
    const seen = tally();
    for (const [what, authorization] of Object.entries(brokenHeaders(random))) {
      const exchange = await api.call(operation.id, { ...plausibleRequest(operation), as: { authorization } });
      const { status } = exchange.response;
      // Which 4xx it is belongs to other checks: a server in front may refuse what is not HTTP with 400.
      if (status >= 400 && status < 500) seen.ok(what);
      else {
        seen.wrong(what, {
          message:
            status >= 500
              ? `An Authorization header with ${what} leads to a server error.`
              : `An Authorization header with ${what} is not refused.`,
          expected: "401",
          received: `${status} ${exchange.response.body.slice(0, 300)}`,
          curl: exchange.curl,
          exchanges: [exchange],
        });
      }
    }
    return seen.outcome((count) => `${count} broken headers`) ?? { verdict: "passed" };
  },
});

/** What is wrong, and the header. None of them holds the right credentials, however it is read. */
function brokenHeaders(random: Random): Readonly<Record<string, string>> {
  const stranger = `${random.token(8)}:${random.token(8)}`;
  return {
    "the scheme alone": "Basic",
    "a scheme that does not exist": random.token(8),
    "credentials without a scheme": base64(stranger),
    "the name and password in the clear": `Basic ${stranger}`,
    "characters that are no base64": "Basic !!!!",
    "base64 that is cut off": "Basic YQ",
    "base64 of nothing": "Basic =",
    "a name without a colon": `Basic ${base64(random.token(8))}`,
    "a colon alone": `Basic ${base64(":")}`,
    "many colons": `Basic ${base64(`${stranger}:::`)}`,
    "bytes that are no UTF-8": `Basic ${Buffer.from([0xff, 0xfe, 0x3a, 0xff]).toString("base64")}`,
    "a NUL character": `Basic ${base64("a\0b:c\0d")}`,
    "a name in another script": `Basic ${base64("käthe:пароль")}`,
    "two credentials": `Basic ${base64(stranger)}, Basic ${base64(stranger)}`,
    "parameters instead of credentials": 'Basic realm="orders"',
    "another scheme": `Bearer ${random.token(40)}`,
    "a digest": 'Digest username="admin", realm="", nonce="", uri="/", response=""',
    "a very long name": `Basic ${base64(`${"a".repeat(1_500)}:b`)}`,
    // RFC 9110 5.5 lets bytes above 127 through; they arrive as ISO 8859-1.
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
