import { InputError } from "../types/errors.ts";

/** Levels of maps and lists in each other: documents that people write have some twenty, a map that contains itself has any number. */
const deepest = 200;

/** Throws InputError for a value that is nested too deeply for whatever walks through it, or that contains itself. */
export function refuseDepth(file: string, value: unknown): void {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next.value !== "object" || next.value === null) continue;
    if (next.depth > deepest) {
      throw new InputError(`${file} is nested too deeply, or a value in it contains itself.`, {
        where: file,
        expected: `at most ${deepest} maps and lists in each other`,
      });
    }
    for (const each of Object.values(next.value)) waiting.push({ value: each, depth: next.depth + 1 });
  }
}
