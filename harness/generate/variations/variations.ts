import type { SchemaSource, Variation } from "../types.ts";
import { judged } from "./judge.ts";
import type { Place } from "./place.ts";
import { arrayTrials } from "./rules/arrays.ts";
import { choiceTrials } from "./rules/choices.ts";
import { formatTrials } from "./rules/formats.ts";
import { lengthTrials } from "./rules/lengths.ts";
import { listedTrials } from "./rules/listed.ts";
import { numberTrials } from "./rules/numbers.ts";
import { objectTrials } from "./rules/objects.ts";
import { patternTrials } from "./rules/patterns.ts";
import { typeTrials } from "./rules/types.ts";
import type { Materials, Trial } from "./trial.ts";

const rules: readonly ((place: Place, materials: Materials) => readonly Trial[])[] = [
  objectTrials,
  typeTrials,
  numberTrials,
  lengthTrials,
  patternTrials,
  formatTrials,
  listedTrials,
  arrayTrials,
  choiceTrials,
];

/** A place, and everything that can be tried there. */
export interface Tried {
  readonly place: Place;
  readonly trials: readonly Trial[];
}

export function trialsAt(places: readonly Place[], materials: Materials): readonly Tried[] {
  return places.map((place) => ({ place, trials: rules.flatMap((rule) => rule(place, materials)) }));
}

/** The boundaries (`valid`) or violations (`invalid`) among the trials, as the validator confirms them; no value twice. */
export function confirmed(
  tried: readonly Tried[],
  source: SchemaSource,
  wanted: Trial["wanted"],
): readonly Variation[] {
  const seen = new Set<string>();
  return tried.flatMap(({ place, trials }) =>
    trials
      .filter((trial) => trial.wanted === wanted)
      .flatMap((trial) => {
        const variation = judged(source, place, trial);
        if (variation === undefined) return [];
        const text = JSON.stringify(variation.value);
        if (seen.has(text)) return [];
        seen.add(text);
        return [variation];
      }),
  );
}
