import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import type { JsonObject } from "../json-values.ts";
import { listPage } from "../list-page.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForFilters } from "./asked.ts";

type Context = StageContexts["probe"];

/** What stands for other characters in LIKE, and in a neighbour that only a pattern would find. */
const wildcards = [
  { sign: "_", neighbour: "x" },
  { sign: "%", neighbour: "xyz" },
];

/** Texts that mean something else where they get into a statement; none of them is stored anywhere. */
const hostile = ["' OR '1'='1", "x' OR 1=1 --", "'; SELECT 1; --", '" OR ""="', "%", "%@%", "_%", "*", ".*"];

export default defineCheck({
  id: "filtering.literal-text",
  stage: "probe",
  after: ["filtering.each"],
  title: "What is filtered by is taken as it is written",
  why: "A percent sign or a quote in a search must not show one customer the orders of all.",
  hint: "Compare with =, hand the value over as a bound parameter, and never put it into the text of a statement or a LIKE pattern.",
  notAskedBy: (brief) =>
    askedForFilters(brief) ??
    (mainResource(brief).partition === undefined
      ? "The brief publishes no filter of text that a client sets."
      : undefined),
  async run(context) {
    const { brief, random } = context;
    const { partition } = mainResource(brief);
    if (partition === undefined) throw new Error("not asked by this brief");
    // Where a value that nothing has selects something, the filter is not there at all: filtering.each names it.
    const nobody = await listPage(context, { [partition.parameter]: context.records.partition() });
    if (nobody.records === undefined || nobody.records.length > 0)
      return nothingSeen("The filter selects what does not match.");
    const seen = tally();
    for (const { sign, neighbour } of wildcards) {
      const token = random.token(12);
      const [wanted, other] = [sign, neighbour].map((text) => partition.value.replace("{unique}", `a${text}b${token}`));
      if (wanted === undefined || other === undefined) continue;
      await context.records.create({ [partition.field]: other });
      const fault = await foreignFault(context, wanted);
      if (fault === undefined) seen.ok(sign);
      else seen.wrong(sign, fault);
    }
    for (const value of hostile) {
      const fault = await foreignFault(context, value);
      if (fault === undefined) seen.ok(value);
      else seen.wrong(value, fault);
    }
    return seen.outcome((count) => `${count} values`) ?? nothingSeen("No value was tried.");
  },
});

/** To refuse the value is right, and so is an empty page; a server error is named by contract.no-server-error. */
async function foreignFault(context: Context, value: string): Promise<Finding | undefined> {
  const { name, partition } = mainResource(context.brief);
  if (partition === undefined) return undefined;
  const { exchange, records } = await listPage(context, { [partition.parameter]: value });
  const foreign = records?.find((record: JsonObject) => record[partition.field] !== value);
  if (foreign === undefined) return undefined;
  return {
    message: `The filter ${partition.parameter} takes "${value}" for more than its text.`,
    expected: `a refusal, or ${name}s whose ${partition.field} is ${value}`,
    received: `${records?.length ?? 0} ${name}s, one of ${String(foreign[partition.field])}`,
    curl: exchange.curl,
    exchanges: [exchange],
    cause: "a pattern or a statement",
  };
}
