import fc from "fast-check";

/** A part of a valid text, replaced: `at` and `length` are shares of the text in thousandths. `itself` doubles what stands there. */
interface Edit {
  readonly at: number;
  readonly length: number;
  readonly becomes: string | "itself";
}

/** What parsers stumble over, in any format. */
const odd: readonly string[] = [
  ...["", " ", "\n", "\r", "\t", "\u0000", "\u001b[2J", "\u2028", "\u202E", "\uFEFF", "\uD800", "é", "😀"],
  ...[
    '"',
    "'",
    "`",
    "\\",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "<",
    ">",
    ":",
    ",",
    ";",
    "=",
    "#",
    "$",
    "%",
    "&a ",
    "*a",
    "-",
    "/",
    "..",
  ],
  ...["null", "true", "-1", "0", "1e999", "99999999999999999999", "__proto__", "constructor", "NaN"],
];

/** Valid texts with up to six edits, small enough that many can be tried. */
export function edited(valid: readonly string[], words: readonly string[] = []): fc.Arbitrary<string> {
  const edit: fc.Arbitrary<Edit> = fc.record({
    at: fc.nat(1000),
    length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(30), fc.nat(1000)),
    becomes: fc.oneof(fc.constantFrom(...odd, ...words), fc.constant("itself"), fc.string({ maxLength: 8 })),
  });
  return fc
    .tuple(fc.constantFrom(...valid), fc.array(edit, { minLength: 1, maxLength: 6 }))
    .map(([text, edits]) => edits.reduce(applied, text));
}

function applied(text: string, { at, length, becomes }: Edit): string {
  const from = Math.floor((text.length * at) / 1000);
  const to = Math.min(text.length, from + Math.ceil((text.length * length) / 1000));
  const part = text.slice(from, to);
  return text.slice(0, from) + (becomes === "itself" ? part + part : becomes) + text.slice(to);
}

/** Bytes of a valid file with some of them changed, taken away or put in. */
export function editedBytes(valid: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const edit = fc.record({
    at: fc.nat(1_000_000),
    removed: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(600)),
    put: fc.oneof(fc.uint8Array({ maxLength: 6 }), fc.constantFrom(...extremes)),
  });
  return fc.tuple(fc.constantFrom(...valid), fc.array(edit, { minLength: 1, maxLength: 5 })).map(([bytes, edits]) =>
    edits.reduce<Buffer>((before, { at, removed, put }) => {
      const from = before.length === 0 ? 0 : at % before.length;
      return Buffer.concat([before.subarray(0, from), put, before.subarray(from + removed)]);
    }, bytes),
  );
}

const extremes = [
  Uint8Array.of(0xff, 0xff, 0xff, 0xff),
  Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0),
  Uint8Array.of(0x7f, 0xff, 0xff, 0xff),
  Buffer.from("../"),
  Buffer.from("77777777777\0"),
];

/** A text of `size` characters that is mostly one to three words over and over: what takes time that grows with the square shows. */
export function repeated(size: number, words: readonly string[]): fc.Arbitrary<string> {
  const word = fc.constantFrom(...words, ...odd.filter((each) => each !== ""));
  return fc
    .record({
      before: fc.array(word, { maxLength: 2 }),
      unit: fc.array(word, { minLength: 1, maxLength: 3 }),
      after: word,
    })
    .map(({ before, unit, after }) => {
      const text = unit.join("");
      return before.join("") + text.repeat(Math.ceil(size / text.length)) + after;
    });
}
