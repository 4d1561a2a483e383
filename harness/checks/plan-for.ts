import type { Brief } from "../brief/types.ts";
import { planOf } from "../generate/plan/plan.ts";
import type { Plan } from "../generate/plan/types.ts";

const plans = new WeakMap<Brief["api"], Plan>();

/** The requests that try the brief's document: made once for all checks, because the whole document is looked at. */
export function planFor({ api }: Brief): Plan {
  const known = plans.get(api);
  if (known !== undefined) return known;
  const made = planOf(api);
  plans.set(api, made);
  return made;
}
