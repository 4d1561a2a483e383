import type { Outcome } from "../../types/outcome.ts";
import { defineCheck, PrerequisiteFailed } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { planner } from "./model/plan-commands.ts";
import { type Run, runCommands } from "./model/run-commands.ts";
import { seenByReading } from "./model/seen-by-reading.ts";
import { shortest } from "./model/shortest.ts";
import { namedElsewhere } from "./model/single-feature.ts";
import { storyOf } from "./model/story.ts";

/** Requests of a run that agrees; about 2 s of a small app. */
const mostRequests = 200;
/** What a disagreement may cost on top, to tell it shortly. */
const mostForShrinking = 300;
const commandsPerRun = 24;

export default defineCheck({
  id: "stateful.model",
  stage: "probe",
  slow: true,
  after: ["stateful.create-then-read", "stateful.create-then-list"],
  title: "Whatever clients do one after the other, each answer follows from what went before",
  why: "Every request can be right by itself and the service still be wrong: a list that lags behind, a number that is never free again, a change that undoes another.",
  hint: "Follow the story under the finding step by step; keep each fact in one place in the database, and read it from there.",
  async run(context) {
    mainResource(context.brief);
    const plan = planner(context);
    const run = (commands: Parameters<typeof runCommands>[1]) => runCommands(context, commands);
    let [requests, sequences] = [0, 0];
    while (requests < mostRequests && sequences < mostRequests / commandsPerRun) {
      const found = await run(plan(commandsPerRun));
      requests += found.requests;
      sequences += 1;
      if (found.disagreement !== undefined) return await failed(found, run);
    }
    return { verdict: "passed", examined: `${sequences} sequences, ${requests} requests` };
  },
});

/** The disagreement as its shortest story; blocked where that shows what another check examines by itself. */
async function failed(found: Run, run: Parameters<typeof shortest>[1]): Promise<Outcome> {
  let shrunk = await shortest(found, run, mostForShrinking);
  const plain = await run(seenByReading(shrunk.run));
  if (plain.disagreement !== undefined) shrunk = await shortest(plain, run, mostForShrinking / 4);
  const finding = storyOf(shrunk);
  const named = namedElsewhere(shrunk.run);
  if (named !== undefined) throw new PrerequisiteFailed(named, finding);
  return { verdict: "failed", share: 0, findings: [finding] };
}
