import type { Answered } from "../../http/types.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { differentMembers, type JsonObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { walkPages } from "../pages/walk-pages.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen, type Tally, tally } from "../share.ts";
import { readRecord } from "../stateful/read-record.ts";
import { storedCount } from "./stored.ts";

type Context = StageContexts["probe"];

export default defineCheck({
  id: "idempotency.safe-methods",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "Looking at a record changes nothing, however often one looks",
  why: "Browsers, caches and monitors read what they like, when they like: a record that changes by that is never what it was left as.",
  hint: "Write nothing while a GET or HEAD is answered: no time of the last access among the record's own, no record made on demand (RFC 9110 9.2.1).",
  async run(context) {
    const { overrides, query } = partitionQuery(context);
    const { id, sent } = await context.records.create(overrides);
    // What is shown beyond the document may tell of the answer itself, its time for example.
    const published = [
      mainResource(context.brief).id,
      ...mainResource(context.brief).serverFields,
      ...Object.keys(sent),
    ];
    let { record: before } = await readRecord(context, id);
    const seen = tally();
    for (const [method, look] of Object.entries(looks(context, id, query))) {
      const exchange = await look();
      const { record: after } = await readRecord(context, id);
      // A read that fails belongs to stateful.create-then-read.
      if (exchange?.response.status === 200 && before !== undefined && after !== undefined) {
        compare(context, seen, { method, exchange, before, after, published });
      }
      before = after;
    }
    const stored = await storedCount(context, query);
    if (stored !== undefined && stored > 1) {
      seen.wrong("the list", {
        message: "Looking at one record, and at the list, makes records.",
        expected: "1 record",
        received: `${stored} records`,
      });
    }
    return seen.outcome((count) => `${count} ways to look`) ?? nothingSeen("No way to look at a record was answered.");
  },
});

/** Ways to look at a record; undefined where the brief has no list. */
function looks(context: Context, id: string, query: Readonly<Record<string, string>>) {
  const { api, brief } = context;
  const { read, list, pathParameter } = mainResource(brief);
  const path = brief.api.operation(read).path.replace(`{${pathParameter}}`, encodeURIComponent(id));
  return {
    "GET of a record": async (): Promise<Answered | undefined> => (await readRecord(context, id)).exchange,
    "HEAD of a record": async () => await api.sendRaw("HEAD", path),
    "GET of the list": async () =>
      list === undefined ? undefined : (await walkPages(context, { query, mostPages: 1 })).exchanges[0],
    "HEAD of the list": async () =>
      list === undefined ? undefined : await api.sendRaw("HEAD", brief.api.operation(list).path),
  };
}

interface Look {
  readonly method: string;
  readonly exchange: Answered;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly published: readonly string[];
}

function compare({ brief }: Context, seen: Tally, { method, exchange, before, after, published }: Look): void {
  const { name } = mainResource(brief);
  const different = differentMembers(before, after).filter((member) => published.includes(member));
  if (different.length === 0) {
    seen.ok(method);
    return;
  }
  seen.wrong(method, {
    message: `After ${method} one ${name} has another ${different.join(", ")}.`,
    expected: JSON.stringify(Object.fromEntries(different.map((member) => [member, before[member]]))),
    received: JSON.stringify(Object.fromEntries(different.map((member) => [member, after[member]]))),
    curl: exchange.curl,
    exchanges: [exchange],
    cause: different.join(),
  });
}
