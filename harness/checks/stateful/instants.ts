import { defineCheck, type StageContexts } from "../check.ts";
import { differentMembers, type JsonObject, microsecondsOf } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { tally } from "../share.ts";
import { timeFields, timeText } from "../time-text.ts";
import { readRecord } from "./read-record.ts";

/** East and west, with half an hour, and the furthest there is. */
const offsets = ["+02:00", "-05:30", "+14:00", "-11:00"];

export default defineCheck({
  id: "stateful.instants",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "A time means the same moment in whichever zone it is written",
  why: "Ten o'clock in Paris is eight o'clock in London: whoever loses the offset sends people to a meeting that is over.",
  hint: "Parse times with their offset and keep them in timestamptz columns. datetime.replace(tzinfo=...) changes the moment, astimezone(...) does not.",
  notAskedBy: (brief) => (timeFields(brief).length === 0 ? "A client sets no times in this brief." : undefined),
  async run(context) {
    const { name } = mainResource(context.brief);
    const seen = tally();
    for (const offset of offsets) {
      const sent = timesIn(context, offset);
      const { id, received, exchange } = await context.records.create(sent);
      const read = await readRecord(context, id);
      const shown = [
        { how: "The answer to creating one", record: received, evidence: exchange },
        ...(read.record === undefined ? [] : [{ how: "Reading one", record: read.record, evidence: read.exchange }]),
      ];
      const wrong = shown.find(({ record }) => differentMembers(sent, record).length > 0);
      if (wrong === undefined) {
        seen.ok(offset);
        continue;
      }
      const members = differentMembers(sent, wrong.record);
      seen.wrong(offset, {
        message: `${wrong.how} shows another moment than the ${name} was created with.`,
        expected: members.map((member) => `${member} ${String(sent[member])}`).join(", "),
        received: members.map((member) => `${member} ${String(wrong.record[member])}`).join(", "),
        curl: exchange.curl,
        exchanges: [exchange, wrong.evidence],
      });
    }
    return seen.outcome((count) => `${count} offsets`) ?? { verdict: "passed" };
  },
});

/** The times of a usual body, the same moments, written with another offset. */
function timesIn({ brief, records }: StageContexts["probe"], offset: string): JsonObject {
  const body = records.body();
  const times = timeFields(brief).flatMap((field) => {
    const microseconds = microsecondsOf(String(body[field]));
    return microseconds === undefined ? [] : [[field, timeText(microseconds / 1000, offset)] as const];
  });
  return Object.fromEntries(times);
}
