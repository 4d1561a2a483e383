import { defineCheck } from "../check.ts";
import { differentMembers, isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";
import { walkPages } from "../pages/walk-pages.ts";

const records = 2;

export default defineCheck({
  id: "stateful.create-then-list",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "What was created is in the list, once",
  why: "A record that can be read but not found is lost to everyone who does not know its id.",
  hint: "List from the same table that you create in, and don't join rows in that multiply records.",
  notAskedBy: (brief) => (mainResource(brief).list === undefined ? "The brief publishes no list." : undefined),
  async run(context) {
    const { brief } = context;
    const resource = mainResource(brief);
    const { overrides, query } = partitionQuery(context);
    const created = [];
    for (let made = 0; made < records; made += 1) created.push(await context.records.create(overrides));
    const walk = await walkPages(context, { query, limit: brief.pagination?.maxLimit });
    const findings = created.flatMap(({ id, received, exchange }) => {
      const listed = walk.items.filter((item) => isObject(item) && String(item[resource.id]) === id);
      const [first] = listed;
      const different = isObject(first) ? differentMembers(received, first) : [];
      if (listed.length === 1 && different.length === 0) return [];
      return [
        {
          message:
            listed.length === 1
              ? `The list shows another ${different.join(", ")} of a new ${resource.name} than reading it does.`
              : `A new ${resource.name} is in the list ${listed.length} times.`,
          expected: `the ${resource.name} ${id} once, as it was created`,
          received: JSON.stringify(listed).slice(0, 1000),
          curl: walk.exchanges[0]?.curl ?? exchange.curl,
          exchanges: [exchange, ...walk.exchanges.slice(0, 2)],
          cause: listed.length === 1 ? different.join() : String(listed.length),
        },
      ];
    });
    if (findings.length === 0) return { verdict: "passed" };
    return { verdict: "failed", share: 1 - findings.length / created.length, findings };
  },
});
