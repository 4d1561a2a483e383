import { ruledValue } from "../../brief/record-rules.ts";
import type { Finding, Outcome } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { inWaves } from "../in-waves.ts";
import { isObject, type JsonObject, sameValue } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { anyElement } from "./bases.ts";
import { placeOf, withValueAt } from "./json-place.ts";
import { isNumeric, numberIn, typesOf } from "./keywords.ts";
import { type Site, sitesOf } from "./sites.ts";
import { type Stored, storeAndRead } from "./store-and-read.ts";
import { serverErrors } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";

type Context = StageContexts["probe"];

/** Whole numbers x for which 100 * (x / 100) in binary fractions lies just under or over x, as sums of cents in floats do. */
const cents = [29, 57, 58, 113, 1001, 4035];
/** Decimal fractions that binary ones only come near. */
const fractions = [0.1, 1.15, 4.35, 19.99];

interface Try {
  readonly subject: string;
  readonly body: JsonObject;
  /** Members of the body in which a number was changed. */
  readonly members: readonly string[];
}

export default defineCheck({
  id: "validation.decimal-precision",
  stage: "probe",
  after: afterExamples,
  title: "Amounts come back to the last digit, the largest ones too",
  why: "A cent that is lost on the way is looked for at the end of the year, in every single order.",
  hint: "Keep cents as int, or amounts as Decimal, from the request to a bigint or numeric column; no float, no division by 100 in between.",
  async run(context) {
    const seen = tally();
    let barrier: Outcome | undefined;
    const results = await inWaves(triesOf(context), async (each) => ({
      ...each,
      stored: await storeAndRead(context, { json: context.records.again(each.body) }),
    }));
    for (const each of results) {
      if (each.stored.kind === "server-error") barrier = serverErrors;
      // Whether it is taken at all is asked by validation.minimum-maximum.
      if (each.stored.kind !== "stored") continue;
      const problem = problemOf(context, each, each.stored.record);
      if (problem === undefined) seen.ok(each.subject);
      else seen.wrong(each.subject, findingOf(each, each.stored, problem));
    }
    return (
      seen.outcome((count) => `${count} amounts`) ?? barrier ?? nothingSeen("No record with a number could be made.")
    );
  },
});

/** Each number of a new record with each value that it may have, and all of them as large as they may be at once. */
function triesOf(context: Context): readonly Try[] {
  const { brief } = context;
  const { create } = mainResource(brief);
  const sites = sitesOf(context).filter(
    ({ operation, path, keywords }) =>
      operation.id === create && path.length > 0 && isNumeric(keywords) && anyElement(placeOf(path)) === placeOf(path),
  );
  const alone = sites.flatMap((site) =>
    valuesFor(site).map((value) => ({
      subject: `${value} as ${placeOf(site.path)}`,
      body: withValueAt(site.body, site.path, value),
      members: [String(site.path[0])],
    })),
  );
  const [first] = sites;
  const largest = {
    subject: "every number as large as it may be",
    body: sites.reduce(
      (body, { path, keywords }) => withValueAt(body, path, numberIn(keywords, "maximum") ?? 1),
      first?.body,
    ),
    members: [...new Set(sites.map(({ path }) => String(path[0])))],
  };
  return [...alone, largest].flatMap(({ body, ...others }) =>
    first !== undefined && isObject(body) && brief.api.validate(first.schema, body, "request").valid
      ? [{ ...others, body }]
      : [],
  );
}

function valuesFor({ keywords }: Site): readonly number[] {
  const maximum = numberIn(keywords, "maximum");
  const near = maximum === undefined || maximum > Number.MAX_SAFE_INTEGER ? [] : [maximum, maximum - 1];
  return typesOf(keywords).includes("integer") ? [...cents, ...near] : [...fractions, ...cents, ...near];
}

/** What is not shown exactly as it was sent, or not as the brief's rules compute it. */
function problemOf(
  { brief }: Context,
  { body, members }: Try,
  record: JsonObject,
): Pick<Finding, "expected" | "received"> | undefined {
  for (const name of members) {
    if (!Object.hasOwn(record, name) || sameValue(body[name], record[name])) continue;
    return { expected: `${name}: ${JSON.stringify(body[name])}`, received: `${name}: ${JSON.stringify(record[name])}` };
  }
  for (const [field, rule] of Object.entries(mainResource(brief).invariants)) {
    const expected = ruledValue(record, rule);
    // Beyond whole numbers of 2^53 our own sum would be as inexact.
    if (!Number.isSafeInteger(expected) || sameValue(expected, record[field])) continue;
    return {
      expected: `${field}: ${String(expected)} (${rule})`,
      received: `${field}: ${JSON.stringify(record[field])}`,
    };
  }
  return undefined;
}

function findingOf(
  { subject }: Try,
  { exchanges }: Extract<Stored, { kind: "stored" }>,
  problem: Pick<Finding, "expected" | "received">,
): Finding {
  return {
    message: `A record with ${subject} is not shown exactly.`,
    ...problem,
    curl: exchanges[0].curl,
    exchanges,
  };
}
