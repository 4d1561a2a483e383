/** Lines of the one schema that the other does not have, as a diff shows them; none where they are the same. */
export function differencesOf([before, after]: readonly [readonly string[], readonly string[]]): readonly string[] {
  const [old, now] = [new Set(before), new Set(after)];
  return [
    ...before.filter((line) => !now.has(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !old.has(line)).map((line) => `+ ${line}`),
  ];
}
