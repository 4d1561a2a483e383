/** Texts that have a format in every reading of it, and texts that have it in none. */
export interface FormatTexts {
  readonly invalid: readonly string[];
  readonly valid: readonly string[];
}

/**
 * By the name of the format. What only some programs take is left out: a uuid in braces or without hyphens, an address in quotes,
 * a date without hyphens. The edges of the calendar are the business of validation.date-edges.
 */
export const formatTexts: Readonly<Record<string, FormatTexts>> = {
  email: {
    invalid: ["no-at-sign.example.com", "nobody@", "@example.com", "two words@example.com"],
    valid: ["first.last+tag@mail.example.com"],
  },
  uuid: {
    invalid: ["not-a-uuid", "0f9b3a52-6f1d-4c1e-9a3e-2f6f4f1f9b1", "zzzzzzzz-6f1d-4c1e-9a3e-2f6f4f1f9b10"],
    valid: ["0f9b3a52-6f1d-4c1e-9a3e-2f6f4f1f9b10"],
  },
  date: { invalid: ["yesterday", "05/01/2026", "2026-13-01"], valid: ["2026-01-05"] },
  "date-time": {
    invalid: ["yesterday", "2026-13-01T09:30:00Z", "2026-01-05T25:00:00Z"],
    valid: ["2026-01-05T09:30:00Z"],
  },
  uri: { invalid: ["no address at all", "://example.com"], valid: ["https://example.com/a?b=c"] },
  ipv4: { invalid: ["256.0.0.1", "1.2.3", "localhost"], valid: ["192.0.2.1"] },
  ipv6: { invalid: ["12345::", "1:2:3", "localhost"], valid: ["2001:db8::1"] },
};
