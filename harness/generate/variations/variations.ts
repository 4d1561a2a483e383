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

/** The boundaries (`valid`) or violations (`invalid`) at these places, as the validator confirms them; no value twice. */
export function variationsAt(
  places: readonly Place[],
  source: SchemaSource,
  materials: Materials,
  wanted: Trial["wanted"],
): readonly Variation[] {
  const seen = new Set<string>();
  return places.flatMap((place) =>
    rules
      .flatMap((rule) => rule(place, materials))
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
