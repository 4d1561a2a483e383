/** Longest address that mail servers take (RFC 5321 4.5.3.1.3, less the angle brackets). */
const longest = 254;

/** Longest part before the @ (RFC 5321 4.5.3.1.1), and longest label of a domain (RFC 1035 2.3.4), with some room. */
const longestLocal = 60;
const shortestLocal = 10;
const label = `${"a".repeat(50)}.`;

/** An address of exactly so many characters, below a domain that is set aside for examples; none where that can't be. */
export function emailOf(length: number): readonly string[] {
  const end = "@example.com";
  // One more than the longest is what a bound at the longest is tried with.
  if (length <= end.length || length > longest + 1) return [];
  if (length <= longestLocal + end.length) return [`${"a".repeat(length - end.length)}${end}`];
  const rest = length - end.length - shortestLocal;
  const labels = label.repeat(Math.floor(rest / label.length));
  return [`${"a".repeat(shortestLocal + rest - labels.length)}@${labels}example.com`];
}
