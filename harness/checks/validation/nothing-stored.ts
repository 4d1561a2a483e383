import type { Outcome } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { walkPages } from "../pages/walk-pages.ts";
import { type Case, refused, replaced } from "./cases.ts";
import { placeOf } from "./json-place.ts";
import { sitesOf } from "./sites.ts";
import { serverErrors } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";

const samples = 4;

export default defineCheck({
  id: "validation.nothing-stored",
  stage: "probe",
  after: [...afterExamples, "stateful.create-then-list"],
  title: "What was refused is not stored, not even in part",
  why: "A client that is told no tries again; if the first try was stored all the same, there are two.",
  hint: "Validate everything before the first write, and keep all writes of a request in one transaction.",
  notAskedBy: (brief) => {
    const { list, partition } = mainResource(brief);
    return list === undefined || partition === undefined ? "The brief publishes no list to look into." : undefined;
  },
  async run(context) {
    const { api, brief, records, random } = context;
    const { create, name, partition } = mainResource(brief);
    if (partition === undefined) throw new Error("not asked by this brief");
    const seen = tally();
    let barrier: Outcome | undefined;
    for (const { what, subject, options } of random.shuffle(nulls(context)).slice(0, samples)) {
      const value = records.partition();
      const json = records.again({ ...(isObject(options.json) ? options.json : {}), [partition.field]: value });
      const exchange = await api.call(create, { json });
      if (exchange.response.status >= 500) barrier = serverErrors;
      // Whether it is refused at all is asked by others.
      if (exchange.response.status < 400 || exchange.response.status >= 500) continue;
      const walk = await walkPages(context, { query: { [partition.parameter]: value } });
      if (walk.stopped !== undefined) continue;
      if (walk.items.length === 0) seen.ok(subject);
      else {
        seen.wrong(subject, {
          message: `A new ${name} with ${what} is refused, and stored all the same.`,
          expected: "an empty list",
          received: JSON.stringify(walk.items).slice(0, 500),
          curl: exchange.curl,
          exchanges: [exchange, ...walk.exchanges.slice(0, 1)],
        });
      }
    }
    return seen.outcome((count) => `${count} refused requests`) ?? barrier ?? nothingSeen("Nothing was refused.");
  },
});

/** New records with null in a place where it is not allowed, the partition field apart. */
function nulls(context: StageContexts["probe"]): readonly Case[] {
  const { create, partition } = mainResource(context.brief);
  return sitesOf(context)
    .filter(({ operation, path }) => operation.id === create && path.length > 0)
    .filter(({ path }) => placeOf(path) !== placeOf([partition?.field ?? ""]))
    .flatMap((site) => refused(context.brief, site, replaced(site, null, "it is never null")));
}
