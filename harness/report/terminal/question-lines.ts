import type { Question } from "../../types/scorecard.ts";
import { placeOf } from "../text/words.ts";
import { type Look, plain, wrapped } from "./look.ts";

/** What to ask in an interview, each with its place below. */
export function questionLines(questions: readonly Question[], look: Look): readonly string[] {
  if (questions.length === 0) return [];
  const { bold, dim } = look.colours;
  const lines = questions.flatMap(({ text, place }) => [
    ...wrapped(`? ${plain(text)}`, 2, look.width),
    dim(`      ${plain(placeOf(place), 300)}`),
  ]);
  return ["", bold("To talk about (no points)"), ...lines];
}
