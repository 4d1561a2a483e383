import fc, { type Arbitrary } from "fast-check";

const digits = (count: number, from: number, to: number): Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((value) => String(value).padStart(count, "0"));

const joined = (...parts: readonly Arbitrary<string>[]): Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(""));

const of = (characters: string, minLength: number, maxLength: number): Arbitrary<string> =>
  fc.array(fc.constantFrom(...characters), { minLength, maxLength }).map((chosen) => chosen.join(""));

const lower = "abcdefghijklmnopqrstuvwxyz";
const word = of(`${lower}0123456789`, 1, 12);
const hex = "0123456789abcdef";

/** Domains that are set aside for examples (RFC 2606), so that no mail and no request reaches anyone. */
const domain = fc.constantFrom("example.com", "example.org", "example.net", "mail.example.com");

/** Days up to 28, so that every month has them; years that any calendar and any column knows. */
const date = joined(digits(4, 1970, 2099), fc.constant("-"), digits(2, 1, 12), fc.constant("-"), digits(2, 1, 28));

const clock = joined(digits(2, 0, 23), fc.constant(":"), digits(2, 0, 59), fc.constant(":"), digits(2, 0, 59));
const fraction = fc.oneof({ arbitrary: fc.constant(""), weight: 4 }, fc.constantFrom(".5", ".25", ".123456"));
const offset = fc.oneof({ arbitrary: fc.constant("Z"), weight: 3 }, fc.constantFrom("+00:00", "+02:00", "-05:30"));
const time = joined(clock, fraction, offset);
const uuid = joined(
  of(hex, 8, 8),
  fc.constant("-"),
  of(hex, 4, 4),
  fc.constant("-4"),
  of(hex, 3, 3),
  fc.constant("-"),
  fc.constantFrom(..."89ab"),
  of(hex, 3, 3),
  fc.constant("-"),
  of(hex, 12, 12),
);

const local = joined(
  of(lower, 1, 10),
  fc.oneof(
    fc.constant(""),
    fc.constantFrom(".", "+", "_", "-").chain((mark) => word.map((end) => mark + end)),
  ),
);
const email = joined(local, fc.constant("@"), domain);
const path = fc.array(word, { maxLength: 3 }).map((segments) => segments.map((each) => `/${each}`).join(""));
const query = fc.oneof(
  fc.constant(""),
  fc.tuple(word, word).map(([name, value]) => `?${name}=${value}`),
);
const uri = joined(fc.constantFrom("https://", "http://"), domain, path, query);
const pointer = fc
  .array(fc.oneof(word, fc.constantFrom("a~1b", "m~0n", "0")), { maxLength: 3 })
  .map((tokens) => tokens.map((each) => `/${each}`).join(""));
const base64 = fc.uint8Array({ maxLength: 24 }).map((bytes) => Buffer.from(bytes).toString("base64"));

/** Texts of the formats that OpenAPI and JSON Schema name: plain ones on which every reading of the format agrees. */
const formats: Readonly<Record<string, Arbitrary<string>>> = {
  "date-time": joined(date, fc.constant("T"), time),
  date,
  time,
  "iso-date-time": joined(date, fc.constant("T"), time),
  "iso-time": time,
  duration: fc.oneof(
    joined(fc.constant("P"), digits(1, 1, 30), fc.constantFrom("D", "W")),
    joined(fc.constant("PT"), digits(1, 1, 12), fc.constant("H"), digits(1, 1, 59), fc.constant("M")),
    joined(fc.constant("P1DT"), digits(1, 1, 59), fc.constant("S")),
  ),
  email,
  "idn-email": fc.oneof(email, joined(fc.constant("zoë."), word, fc.constant("@example.com"))),
  hostname: joined(word, fc.constant("."), domain),
  "idn-hostname": fc.oneof(joined(word, fc.constant("."), domain), joined(fc.constant("münchen."), domain)),
  ipv4: fc.tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: 1, max: 254 }))).map((bytes) => bytes.join(".")),
  ipv6: fc.oneof(
    fc.array(of("123456789abcdef", 1, 4), { minLength: 8, maxLength: 8 }).map((groups) => groups.join(":")),
    joined(fc.constant("2001:db8::"), of("123456789abcdef", 1, 4)),
  ),
  uri,
  url: uri,
  "uri-reference": fc.oneof(uri, joined(fc.constant("/"), word, path)),
  iri: fc.oneof(uri, joined(fc.constant("https://example.com/caf\u00e9/"), word)),
  "iri-reference": fc.oneof(uri, joined(fc.constant("/caf\u00e9/"), word)),
  "uri-template": fc.oneof(uri, joined(fc.constant("https://example.com/{"), of(lower, 1, 8), fc.constant("}"))),
  uuid,
  "json-pointer": pointer,
  "relative-json-pointer": joined(digits(1, 0, 9), fc.oneof(pointer, fc.constant("#"))),
  "json-pointer-uri-fragment": pointer.map((text) => `#${text}`),
  regex: fc.constantFrom("^[a-z]+$", "[0-9]{2,4}", "a|b", "^x.*y$"),
  byte: base64,
  "media-range": fc.constantFrom("application/json", "text/*", "*/*"),
};

/** Formats of texts whose characters are free. */
const freeFormats = new Set(["password", "binary"]);

/** Texts of a format; undefined for one whose texts are free, or that is not known. */
export function textsOfFormat(format: string): Arbitrary<string> | undefined {
  return Object.hasOwn(formats, format) ? formats[format] : undefined;
}

/** Whether the format is one of OpenAPI or JSON Schema for texts; what others mean is not said anywhere. */
export function isKnownFormat(format: string): boolean {
  return Object.hasOwn(formats, format) || freeFormats.has(format);
}
