import type { Question } from "../../types/scorecard.ts";
import { placeOf } from "../text/words.ts";
import { inert } from "./inert.ts";

/** What to ask in an interview, as a list below the points; nothing where there is nothing to ask. */
export function questionsSection(questions: readonly Question[]): readonly string[] {
  if (questions.length === 0) return [];
  const rows = questions.map(({ text, place }) => `1. ${inert(text, 600)} (${inert(placeOf(place), 300)})`);
  return [["### To talk about", "", ...rows].join("\n")];
}
