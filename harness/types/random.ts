/** A seeded source of choices: the same seed gives the same sequence on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number in [min, max], both included. */
  integer(min: number, max: number): number;
  pick<T>(values: readonly [T, ...T[]] | readonly T[]): T;
  shuffle<T>(values: readonly T[]): T[];
  /** An RFC 9562 version 4 UUID. */
  uuid(): string;
  /** Lower-case letters and digits. */
  token(length: number): string;
}

/** Random values from a seed and a label (mulberry32 over an FNV-1a hash of both). */
export function seededRandom(seed: number, label: string): Random {
  let state = hash(`${seed}/${label}`);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const characters = (length: number, alphabet: string): string =>
    Array.from({ length }, () => alphabet.charAt(integer(0, alphabet.length - 1))).join("");
  return {
    next,
    integer,
    pick<T>(values: readonly T[]): T {
      const value = values[integer(0, values.length - 1)];
      if (value === undefined) throw new RangeError("pick() needs at least one value");
      return value;
    },
    shuffle<T>(values: readonly T[]): T[] {
      return values
        .map((value) => ({ value, order: next() }))
        .sort((a, b) => a.order - b.order)
        .map(({ value }) => value);
    },
    uuid: () =>
      `${characters(8, hex)}-${characters(4, hex)}-4${characters(3, hex)}-${characters(1, "89ab")}${characters(3, hex)}-${characters(12, hex)}`,
    token: (length) => characters(length, "abcdefghijklmnopqrstuvwxyz0123456789"),
  };
}

const hex = "0123456789abcdef";

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value;
}
