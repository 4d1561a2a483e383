import { loadBrief } from "../../harness/brief/load-brief.ts";
import { connectEngine } from "../../harness/sandbox/engine/connect.ts";
import { buildAllowList } from "../../harness/sandbox/images/allow-list.ts";
import { ensureImages } from "../../harness/sandbox/images/ensure.ts";
import { sweepLeftovers } from "../../harness/sandbox/leftovers/sweep.ts";
import type { Bench } from "./run-mutant.ts";

/** What grading needs, made once for all mutants. `npm test` has installed and started everything before. */
export async function makeBench(brief: string): Promise<Bench> {
  const quiet = (): void => undefined;
  const engine = await connectEngine({ install: false, say: quiet });
  const images = await ensureImages(engine, quiet);
  await sweepLeftovers(engine);
  return {
    brief: await loadBrief(brief),
    engine,
    images,
    allowList: await buildAllowList(engine, images),
    // Several are graded at once, and a mutant must be caught however busy that makes the machine.
    tooBusy: () => undefined,
  };
}
