import type { Finding } from "../../types/outcome.ts";
import { block, oneLine } from "./cut.ts";
import { nameUnseen } from "./unseen.ts";
import { placeOf } from "./words.ts";

/** A finding as plain lines for formats without a shape of their own: what is wrong, where, expected against received, the command. */
export function findingText({ message, place, expected, received, curl, detail }: Finding): string {
  const lines = [
    oneLine(message, 1_000),
    place === undefined ? undefined : `in ${placeOf(place)}`,
    expected === undefined ? undefined : `expected: ${oneLine(expected, 1_000)}`,
    received === undefined ? undefined : `received: ${oneLine(received, 1_000)}`,
    curl === undefined ? undefined : block(curl, 2_000),
    detail === undefined ? undefined : block(detail, 4_000),
  ];
  return nameUnseen(lines.filter((line) => line !== undefined).join("\n"));
}
