import { type Answered, NoResponse } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen } from "../share.ts";
import { recordTimeLine, type TimeLineRecorder } from "../time-line.ts";
import { isGood, settled, untilGood, untilReadyAgain } from "./after-outage.ts";

/** Enough that every process of a small server meets it. */
const requestsOfEach = 6;
const wellAgainWithinMs = 5_000;

export default defineCheck({
  id: "operations.full-tmp",
  stage: "disturb",
  timed: true,
  after: ["operations.recovers-after-outage", "stateful.create-then-read"],
  title: "It goes on working while no temporary file can be written",
  why: "Disks fill up by themselves. What customers order must not depend on a file that nobody will ever read.",
  hint: "Write no file for a request: what has to last belongs into PostgreSQL, what has not into memory.",
  notAskedBy: ({ runtime }) =>
    runtime.worksWithFullTmp ? undefined : "The brief does not say what happens when /tmp is full.",
  async run(context) {
    const { api, brief, records, runtime } = context;
    const resource = mainResource(brief);
    const created = await records.create();
    const read = () => api.call(resource.read, { path: { [resource.pathParameter]: created.id } });
    // What was taken once is taken again: a refusal now has to do with /tmp.
    const create = () => api.call(resource.create, { json: records.again(created.sent) });
    const line = recordTimeLine("/tmp full", "reads and creates are answered as before");
    let findings: readonly Finding[];
    {
      await using full = await runtime.fillTmp();
      if (full === undefined) return nothingSeen("In this image, /tmp can't be filled to its limit.");
      line.did("/tmp filled to its limit");
      findings = [
        ...(await whileFull(`A read of a ${resource.name}`, read, line)),
        ...(await whileFull(`A create of a ${resource.name}`, create, line)),
      ];
    }
    line.did("/tmp emptied");
    const tookMs = await untilGood(read, wellAgainWithinMs, line);
    if (tookMs === undefined) await untilReadyAgain(context);
    const timeLine = line.until(findings.length === 0 ? "went on working" : "did not go on working");
    if (findings.length === 0) return { verdict: "passed", timeLine };
    return { verdict: "failed", share: 1 - findings.length / 2, findings, timeLine };
  },
});

/** Sends a request several times at once: what is wrong with the answers. */
async function whileFull(
  what: string,
  request: () => Promise<Answered>,
  line: TimeLineRecorder,
): Promise<readonly Finding[]> {
  const answers = await Promise.all(Array.from({ length: requestsOfEach }, () => settled(request())));
  for (const answer of answers) line.answered(answer, isGood(answer) ? "kept" : "broken");
  const bad = answers.find((answer) => !isGood(answer));
  if (bad === undefined) return [];
  const exchange = bad instanceof NoResponse ? bad.exchange : bad;
  const { response, failure, curl } = exchange;
  return [
    {
      message: `${what} that works otherwise does not while /tmp is full.`,
      expected: "2xx",
      received: response === undefined ? (failure ?? "no answer") : `${response.status} ${response.body.slice(0, 300)}`,
      curl,
      exchanges: [exchange],
    },
  ];
}
