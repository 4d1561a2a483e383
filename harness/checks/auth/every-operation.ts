import { defineCheck, PrerequisiteFailed, type StageContexts } from "../check.ts";
import { nameOf } from "../contract/documented.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForAuth, plausibleRequest } from "./asked.ts";

export default defineCheck({
  id: "auth.every-operation",
  stage: "probe",
  after: ["auth.missing"],
  title: "Every operation that needs credentials asks for them",
  why: "One forgotten route is enough to read or change what belongs to others.",
  hint: "Check credentials in before_request of the blueprint, not in each view.",
  notAskedBy: askedForAuth,
  async run(context) {
    const { api, brief } = context;
    const existing = await existingRecord(context);
    const seen = tally();
    for (const operation of brief.api.operations.filter(({ secured }) => secured)) {
      const request = plausibleRequest(operation);
      const path = { ...request.path, ...existing };
      const exchange = await api.call(operation.id, { ...request, path, as: "anonymous" });
      const { status } = exchange.response;
      if (status === 401) seen.ok(operation.id);
      else {
        seen.wrong(operation.id, {
          message: `${nameOf(operation)} does not ask for credentials.`,
          expected: "401",
          received: `${status} ${exchange.response.body.slice(0, 300)}`,
          curl: exchange.curl,
          exchanges: [exchange],
        });
      }
    }
    return seen.outcome((count) => `${count} operations`) ?? nothingSeen("No operation needs credentials.");
  },
});

/** The path of a record that is there, so that no 404 hides an open door; nothing where none can be made. */
async function existingRecord({ brief, records }: StageContexts["probe"]): Promise<Readonly<Record<string, string>>> {
  try {
    return { [mainResource(brief).pathParameter]: (await records.create()).id };
  } catch (error) {
    if (error instanceof PrerequisiteFailed) return {};
    throw error;
  }
}
