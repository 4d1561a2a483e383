import type { LogLine } from "../../types/runtime.ts";
import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { tally } from "../share.ts";
import { askedForObservability, observabilityOf } from "./asked.ts";
import { logOnceItHas } from "./log-lines.ts";
import { unknownId } from "../unknown-id.ts";

export default defineCheck({
  id: "observability.no-secrets",
  stage: "runtime",
  after: ["operations.boots"],
  title: "No password ever stands in the log",
  why: "Logs are copied, searched and kept for years by people and systems that have no business with passwords.",
  hint: "Log the names of settings and headers, never their values; leave Authorization out, and mask the password in the database's URL.",
  notAskedBy: askedForObservability,
  async run({ api, brief, random, runtime }) {
    const { requestIdHeader } = observabilityOf(brief);
    const { read, pathParameter } = mainResource(brief);
    const ids: string[] = [];
    // One that is let in and one that is not: failed attempts are logged more often.
    for (const as of ["candidate-credentials", "wrong-username"] as const) {
      const id = random.uuid();
      ids.push(id);
      await api.call(read, {
        path: { [pathParameter]: unknownId({ brief, random }) },
        as,
        headers: { [requestIdHeader]: id },
      });
    }
    // The first lines may have been pushed out of what is kept since.
    const lines = [...runtime.boot.logs, ...(await logOnceItHas(runtime, ids))];
    const masked = ({ stream, text }: LogLine): string =>
      `${stream}  ${runtime.secrets.reduce((shown, secret) => shown.replaceAll(secret.text, `(${secret.what})`), text)}`;
    const seen = tally();
    for (const { what, text } of runtime.secrets) {
      const line = lines.find((each) => each.text.includes(text));
      if (line === undefined) seen.ok(what);
      else {
        seen.wrong(what, {
          message: `The log shows ${what}.`,
          expected: "no passwords and no credentials in the log",
          detail: masked(line),
        });
      }
    }
    return seen.outcome(() => `${lines.length} lines`) ?? { verdict: "passed" };
  },
});
