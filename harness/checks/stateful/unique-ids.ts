import { jsonOf } from "../../http/headers.ts";
import { defineCheck } from "../check.ts";
import { isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen } from "../share.ts";

const atOnce = 12;

export default defineCheck({
  id: "stateful.unique-ids",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "Records that are created at the same time get ids of their own",
  why: "With one id for two orders, one customer's order is lost under the other's.",
  hint: "Let the database or a random UUID choose the id; don't build it from a time or a count.",
  async run(context) {
    const { api, brief, records } = context;
    const { create, id, name } = mainResource(brief);
    const { overrides } = partitionQuery(context);
    const bodies = Array.from({ length: atOnce }, () => records.body(overrides));
    const answers = await Promise.all(bodies.map((json) => api.call(create, { json })));
    // What is refused, or ends in a server error, is no second record.
    const created = answers.flatMap((exchange) => {
      const body = exchange.response.status < 300 ? jsonOf(exchange.response) : undefined;
      return isObject(body) ? [{ id: String(body[id]), exchange }] : [];
    });
    if (created.length < 2) return nothingSeen(`Fewer than two ${name}s could be created at the same time.`);
    const examined = `${created.length} at the same time`;
    const shared = [...Map.groupBy(created, (each) => each.id)].filter(([, same]) => same.length > 1);
    if (shared.length === 0) return { verdict: "passed", examined };
    const twice = shared.reduce((sum, [, same]) => sum + same.length, 0);
    return {
      verdict: "failed",
      share: 1 - twice / created.length,
      examined,
      findings: shared.slice(0, 1).map(([one, same]) => ({
        message: `Of ${created.length} ${name}s that were created at the same time, ${same.length} have one ${id}.`,
        expected: `${created.length} different ids`,
        received: `${one}, ${same.length} times`,
        curl: same[0]?.exchange.curl ?? "",
        exchanges: same.slice(0, 2).map(({ exchange }) => exchange),
      })),
    };
  },
});
