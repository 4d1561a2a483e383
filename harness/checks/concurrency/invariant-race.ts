import type { Brief } from "../../brief/types.ts";
import type { Outcome } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { roundsFor } from "../rounds.ts";
import { nothingSeen, tally } from "../share.ts";
import { raceOfCreates } from "./race-of-creates.ts";
import { raceOfTakes } from "./race-of-takes.ts";

type Context = StageContexts["probe"];

/** Measured: 0.63 to 0.65, for what is looked up before it is written. */
const rounds = roundsFor(0.45);

/** Both kinds of rule that only a look at all requests together can keep: what is taken once, and what must not run out. */
export default defineCheck({
  id: "concurrency.invariant-race",
  stage: "probe",
  slow: true,
  after: ["stateful.exclusive", "stateful.actions"],
  title: "What can be had once is had once, also by many at the same moment",
  why: "Two customers who press the button at the same moment must not both be promised the last one.",
  hint: "Let the database decide: a UNIQUE or EXCLUDE constraint, the condition in the UPDATE's WHERE clause, or SELECT ... FOR UPDATE before you look.",
  notAskedBy: (brief) => (racesOf(brief).length === 0 ? "Nothing in this brief can be had only once." : undefined),
  async run(context): Promise<Outcome> {
    const seen = tally();
    for (const { subject, race } of racesOf(context.brief)) {
      for (let round = 1; round <= rounds; round += 1) {
        const finding = await race(context);
        if (finding === "not here") continue;
        if (finding === undefined) seen.ok(subject);
        else {
          seen.wrong(subject, { ...finding, received: `${finding.received ?? ""} (round ${round})` });
          // The share of rounds would be luck.
          break;
        }
      }
    }
    return seen.outcome((count) => `${count} races, ${rounds} times each`) ?? nothingSeen("No race could be held.");
  },
});

function racesOf(brief: Brief) {
  const [main] = Object.values(brief.resources);
  if (main === undefined) return [];
  const { exclusive, actions } = mainResource(brief);
  return [
    ...(exclusive === undefined ? [] : [{ subject: "equal creates", race: raceOfCreates }]),
    ...Object.entries(actions).map(([operation, action]) => ({
      subject: operation,
      race: (context: Context) => raceOfTakes(context, operation, action),
    })),
  ];
}
