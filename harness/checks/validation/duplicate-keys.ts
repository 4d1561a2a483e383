import { defineCheck } from "../check.ts";
import { isObject, sameValue } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import type { Outcome } from "../../types/outcome.ts";
import { inWaves } from "../in-waves.ts";
import { storeAndRead } from "./store-and-read.ts";
import { sitesOf, type Site } from "./sites.ts";
import { serverErrors } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";

/** What a parser does with a member that comes twice is its own affair (RFC 8259 4): it may refuse, or take either, but not both. */
export default defineCheck({
  id: "validation.duplicate-keys",
  stage: "probe",
  after: afterExamples,
  title: "A member that comes twice is refused, or one of the two is taken",
  why: "Where one program takes the first and the next one the last, what was checked is not what is stored.",
  hint: "Parse the body once, with json.loads or get_json, and use nothing but its result.",
  async run(context) {
    const { create } = mainResource(context.brief);
    const members = sitesOf(context).filter(({ operation, path }) => operation.id === create && path.length === 1);
    const seen = tally();
    let barrier: Outcome | undefined;
    const tries = members.flatMap((site) => sentTwice({ ...site, body: context.records.again(site.body) }) ?? []);
    const results = await inWaves(tries, async (each) => ({
      ...each,
      result: await storeAndRead(context, { body: each.text, headers: { "Content-Type": "application/json" } }),
    }));
    for (const { name, values, result } of results) {
      if (result.kind === "server-error") barrier = serverErrors;
      if (result.kind === "refused") seen.ok(name);
      if (result.kind !== "stored" || !Object.hasOwn(result.record, name)) continue;
      if (values.some((value) => sameValue(value, result.record[name]))) seen.ok(name);
      else {
        seen.wrong(name, {
          message: `The member ${name} was sent twice, and what is stored is neither.`,
          expected: `a 4xx, or one of ${JSON.stringify(values)}`,
          received: JSON.stringify(result.record[name]) ?? "nothing",
          curl: result.exchanges[0].curl,
          exchanges: result.exchanges,
        });
      }
    }
    return seen.outcome((count) => `${count} members`) ?? barrier ?? nothingSeen("No new record could be sent.");
  },
});

interface Twice {
  readonly name: string;
  readonly values: readonly unknown[];
  readonly text: string;
}

/** The body of the site as JSON in which its member stands twice, with two valid values where the document knows two. */
function sentTwice({ body, path, keywords }: Site): Twice | undefined {
  const [name] = path;
  if (!isObject(body) || typeof name !== "string") return undefined;
  const value = body[name];
  const other = Array.isArray(keywords.enum) ? keywords.enum.find((each) => each !== value) : undefined;
  const values = [value, other ?? value];
  const [first, second] = values.map((each) => `${JSON.stringify(name)}:${JSON.stringify(each)}`);
  const { [name]: _, ...rest } = body;
  const others = JSON.stringify(rest).slice(1, -1);
  return { name, values, text: `{${[first, others, second].filter((part) => part !== "").join(",")}}` };
}
