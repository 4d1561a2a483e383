/** One event of the engine's build stream. */
interface BuildEvent {
  readonly stream?: string;
  readonly error?: string;
}

/** How much of the end of a build's output is kept. */
const keptCharacters = 32_768;

/** Follows the output of a classic build: the step that it is at, whether anything ran anew, the end of what was said. */
export function buildOutput(onOutput?: (line: string) => void) {
  let text = "";
  let error: string | undefined;
  let step: { readonly number: number; readonly instruction: string } | undefined;
  let ranAnew = false;
  const line = (said: string): void => {
    const [, number, instruction] = /^Step (\d+)\/\d+ : (.*)$/s.exec(said) ?? [];
    if (number !== undefined && instruction !== undefined) {
      step = { number: Number(number), instruction: instruction.replace(/\s+/g, " ").slice(0, 200) };
    }
    if (said.startsWith(" ---> Running in") && /^RUN\b/i.test(step?.instruction ?? "")) ranAnew = true;
    onOutput?.(said);
  };
  return {
    add(event: BuildEvent): void {
      if (event.error !== undefined) error = event.error;
      if (event.stream === undefined) return;
      text = (text + event.stream).slice(-keptCharacters);
      for (const said of event.stream.split("\n")) if (said !== "") line(said);
    },
    error: () => error,
    step: () => step,
    /** True when every RUN came from the engine's cache. */
    cached: () => !ranAnew,
    tail: () => text.trimEnd(),
    /** The line that says what went wrong, where a tool marks it (`ERROR: ...`, `error: ...`); else the engine's own word. */
    decisiveLine(): string | undefined {
      const marked = text.split("\n").filter((said) => /^\s*(ERROR|E|error|fatal)\b\s*:/.test(said));
      return marked.at(0)?.trim() ?? error;
    },
  };
}
