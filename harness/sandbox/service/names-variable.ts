/** Shorter parts of a name (URL, USER) stand in many lines that are about something else. */
const shortestPart = 6;

/**
 * Whether a line of a log names a variable, as those who read settings spell it: `DATABASE_URL`, pydantic's field `database_url`,
 * `database.url` of nested settings, or, where a prefix is taken off before, the rest of it: `password` of `API_PASSWORD`.
 */
export function namesVariable(text: string, variable: string): boolean {
  if (squeezed(text).includes(squeezed(variable))) return true;
  const [, ...rest] = variable.split("_");
  const part = rest.join("_").toLowerCase();
  return (
    part.length >= shortestPart &&
    text
      .toLowerCase()
      .split(/[^a-z0-9_]+/)
      .includes(part)
  );
}

function squeezed(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
