import { ruledValue } from "../../brief/record-rules.ts";
import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { isObject, type JsonObject, sameValue } from "../json-values.ts";
import { listPage } from "../list-page.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { changeableFields } from "./changeable.ts";
import { readRecord, updateRecord } from "./read-record.ts";

type Context = StageContexts["probe"];

const records = 3;

/** A record as it is shown somewhere, and what another check compares it with: where the two differ, the fault is that one's. */
interface Shown {
  readonly subject: string;
  readonly record: JsonObject;
  readonly comparedWith: JsonObject | undefined;
  readonly exchange: Answered;
}

export default defineCheck({
  id: "stateful.invariants",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "Computed fields are right wherever a record is shown",
  why: "A total that is not the sum of its items is a wrong invoice.",
  hint: "Compute the field in one place, from what is stored, when a record is created, changed or imported.",
  notAskedBy: (brief) =>
    Object.keys(mainResource(brief).invariants).length === 0 ? "The brief publishes no rule for a field." : undefined,
  async run(context) {
    const { invariants } = mainResource(context.brief);
    const seen = tally();
    for (const shown of [...(await ownRecords(context)), ...(await importedRecords(context))]) {
      for (const [field, rule] of Object.entries(invariants)) {
        const isOther = shown.comparedWith !== undefined && !sameValue(shown.record[field], shown.comparedWith[field]);
        const expected = ruledValue(shown.record, rule);
        if (isOther || expected === undefined) continue;
        const subject = `${field} ${shown.subject}`;
        if (sameValue(shown.record[field], expected)) seen.ok(subject);
        else seen.wrong(subject, broken(shown, { field, rule, expected }));
      }
    }
    return seen.outcome((count) => `${count} places`) ?? nothingSeen("No record was shown.");
  },
});

/** New records: as they are created, read and changed. (What the list shows of them is compared by stateful.create-then-list.) */
async function ownRecords(context: Context): Promise<readonly Shown[]> {
  const [changeable] = changeableFields(context);
  const shown: Shown[] = [];
  for (let made = 0; made < records; made += 1) {
    const { id, received, exchange } = await context.records.create();
    shown.push({ subject: "when created", record: received, comparedWith: undefined, exchange });
    const read = await readRecord(context, id);
    if (read.record === undefined) continue;
    shown.push({ subject: "when read", record: read.record, comparedWith: received, exchange: read.exchange });
    if (changeable === undefined) continue;
    const changed = await updateRecord(context, id, { [changeable.field]: changeable.values[0] });
    const answer = changed.response.status === 200 ? jsonOf(changed.response) : undefined;
    if (isObject(answer))
      shown.push({ subject: "when changed", record: answer, comparedWith: undefined, exchange: changed });
    const again = await readRecord(context, id);
    if (again.record === undefined) continue;
    shown.push({ subject: "after a change", record: again.record, comparedWith: undefined, exchange: changed });
  }
  return shown;
}

/** Listed records that were imported; stateful.dataset reads each of them by itself. */
async function importedRecords(context: Context): Promise<readonly Shown[]> {
  const { brief, dataset } = context;
  const { id, list } = mainResource(brief);
  if (list === undefined || dataset === undefined) return [];
  const sort = brief.pagination?.sort;
  const parameter = brief.pagination?.parameters.sort;
  // Imported records are the oldest: they are on the first page of the default order turned round.
  const turned = sort?.default.startsWith("-") ? sort.default.slice(1) : `-${sort?.default}`;
  const { exchange, records: listed } = await listPage(context, parameter === undefined ? {} : { [parameter]: turned });
  const shown: Shown[] = [];
  for (const record of listed ?? []) {
    const given = dataset.find((each) => each[id] === record[id]);
    if (given === undefined) continue;
    const read = await readRecord(context, String(record[id]));
    // What reading it shows wrongly as well is stateful.dataset's.
    if (
      read.record === undefined ||
      !Object.keys(given).every((field) => sameValue(given[field], read.record?.[field]))
    )
      continue;
    shown.push({ subject: "when imported and listed", record, comparedWith: undefined, exchange });
  }
  return shown;
}

function broken(
  { subject, record, exchange }: Shown,
  { field, rule, expected }: { readonly field: string; readonly rule: string; readonly expected: unknown },
): Finding {
  return {
    message: `The ${field} is not ${rule} ${subject}.`,
    expected: `${field} ${JSON.stringify(expected)}`,
    received: JSON.stringify(record),
    curl: exchange.curl,
    exchanges: [exchange],
  };
}
