import { stripVTControlCharacters } from "node:util";
import type { EngineEvent } from "../engine/follow-events.ts";

/** How much of the end of a build's output is kept, and how much of all there may be: compilers and installers stay far below. */
const keptCharacters = 32_768;
const mostImages = 1_000;
const mostCharacters = 32 * 1024 * 1024;

/** Follows the output of a classic build: the step that it is at, whether anything ran anew, the end of what was said. */
export function buildOutput(onOutput?: (line: string) => void) {
  let text = "";
  let error: string | undefined;
  let step: { readonly number: number; readonly instruction: string } | undefined;
  let ranAnew = false;
  const images: string[] = [];
  let characters = 0;
  const line = (said: string): void => {
    const [, number, instruction] = /^Step (\d+)\/\d+ : (.*)$/s.exec(said) ?? [];
    if (number !== undefined && instruction !== undefined) {
      step = { number: Number(number), instruction: instruction.replace(/\s+/g, " ").slice(0, 200) };
    }
    if (said.startsWith(" ---> Running in") && /^RUN\b/i.test(step?.instruction ?? "")) ranAnew = true;
    const [, image] = /^ ---> ([0-9a-f]{12})$/.exec(said) ?? [];
    if (image !== undefined) images.push(image);
    if (images.length > mostImages) images.shift();
    onOutput?.(said);
  };
  const kept = (): string => text.slice(-keptCharacters);
  return {
    add(event: EngineEvent): void {
      if (event.error !== undefined) error = event.error;
      if (event.stream === undefined) return;
      characters += event.stream.length;
      // The engine colours what a command says on stderr.
      const plain = stripVTControlCharacters(event.stream);
      text += plain;
      if (text.length > 2 * keptCharacters) text = text.slice(-keptCharacters);
      for (const said of plain.split("\n")) if (said !== "") line(said);
    },
    error: () => error,
    step: () => step,
    /** Ids of the images that the finished steps gave, in order. A command can print such a line, too. */
    images: () => images,
    isTooMuch: () => characters > mostCharacters,
    /** True when every RUN came from the engine's cache. */
    cached: () => !ranAnew,
    tail: () => kept().trimEnd(),
    /** The line of the last step that says what went wrong, where a tool marks it (`ERROR: ...`); else the engine's own word. */
    decisiveLine(): string | undefined {
      const [last = ""] = kept()
        .split(/^Step \d+\/\d+ : /m)
        .slice(-1);
      const marked = last.split("\n").filter((said) => /^\s*(ERROR|E|error|fatal)\b\s*:/.test(said));
      return marked.at(0)?.trim() ?? error;
    },
  };
}
