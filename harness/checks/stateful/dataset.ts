import { jsonOf } from "../../http/headers.ts";
import { defineCheck } from "../check.ts";
import { differentMembers, isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { tally } from "../share.ts";

export default defineCheck({
  id: "stateful.dataset",
  stage: "probe",
  after: ["operations.boots"],
  title: "The records that came with the task are served exactly as they are",
  why: "Taking over existing data without losing or changing any of it is what most first weeks on a job are about.",
  hint: "Import every record of the seed file with all its fields, its id and its times included, once.",
  notAskedBy: (brief) => (brief.dataset === undefined ? "The brief has no data set." : undefined),
  async run({ api, brief, dataset }) {
    if (dataset === undefined) {
      return {
        verdict: "not-applicable",
        reason: "An app that already runs was not told to import a data set of ours.",
      };
    }
    const resource = brief.resources[brief.dataset?.resource ?? ""] ?? mainResource(brief);
    const seen = tally();
    for (const record of dataset) {
      const id = String(record[resource.id]);
      const exchange = await api.call(resource.read, { path: { [resource.pathParameter]: id } });
      const served = exchange.response.status === 200 ? jsonOf(exchange.response) : undefined;
      const different = isObject(served) ? differentMembers(record, served) : undefined;
      if (different?.length === 0) seen.ok(id);
      else {
        seen.wrong(id, {
          message:
            different === undefined
              ? `The imported ${resource.name} ${id} is not served.`
              : `The imported ${resource.name} ${id} is served with another ${different.join(", ")}.`,
          expected: JSON.stringify(record),
          received: `${exchange.response.status} ${exchange.response.body.slice(0, 1000)}`,
          curl: exchange.curl,
          exchanges: [exchange],
          cause: different?.join() ?? "not served",
        });
      }
    }
    return seen.outcome((count) => `${count} imported records`) ?? { verdict: "passed" };
  },
});
