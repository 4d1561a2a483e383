import type { Operation } from "../../brief/openapi/types.ts";
import { nameOf } from "../contract/documented.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForAuth, plausibleRequest } from "./asked.ts";
import { unknownId } from "../unknown-id.ts";

export default defineCheck({
  id: "auth.before-lookup",
  stage: "probe",
  after: ["auth.missing", "auth.every-operation", "stateful.create-then-read"],
  title: "Without credentials nobody learns which records exist",
  why: "If an unknown id is answered differently, a stranger can find out by trying which orders there are.",
  hint: "Check the credentials before you look anything up: in before_request, not in the view.",
  notAskedBy: askedForAuth,
  async run(context) {
    const created = await context.records.create();
    const seen = tally();
    for (const operation of operationsOnOne(context)) {
      const known = await anonymously(context, operation, created.id);
      // An operation that asks nobody is the business of auth.every-operation.
      if (known.response.status !== 401) continue;
      const unknown = await anonymously(context, operation, unknownId(context));
      const { status } = unknown.response;
      if (status >= 500) continue;
      if (status === 401) seen.ok(operation.id);
      else {
        seen.wrong(operation.id, {
          message: `${nameOf(operation)} tells a stranger that there is no such ${mainResource(context.brief).name}.`,
          expected: "401, as for an id that exists",
          received: `${status} ${unknown.response.body.slice(0, 300)}`,
          curl: unknown.curl,
          exchanges: [known, unknown],
        });
      }
    }
    return (
      seen.outcome((count) => `${count} operations`) ?? nothingSeen("No operation on one record asks for credentials.")
    );
  },
});

/** The secured operations whose path names one record of the main resource. */
function operationsOnOne({ brief }: StageContexts["probe"]): readonly Operation[] {
  const { path } = brief.api.operation(mainResource(brief).read);
  return brief.api.operations.filter((operation) => operation.secured && operation.path === path);
}

async function anonymously({ api, brief }: StageContexts["probe"], operation: Operation, id: string) {
  const request = plausibleRequest(operation);
  const path = { ...request.path, [mainResource(brief).pathParameter]: id };
  return await api.call(operation.id, { ...request, path, as: "anonymous" });
}
