import type { Word } from "./shell-parts.ts";

const wrapper = /^(sudo|time|env|exec|nohup|command|winpty)$/;
const runner = /^(uv|poetry|pipenv|pdm|rye|hatch)$/;
const environmentFolder = /^(\.\/)?\.?\w*(venv|env)\w*\/bin\//;

/**
 * The command inside: without `sudo`, `uv run` and the like, without the folder of a virtual environment, for the image has what they
 * bring; `python` for each of Python's names.
 */
export function plainWords(words: readonly Word[]): readonly Word[] {
  const [first, second] = words;
  if (first === undefined) return [];
  if (first.value === "sudo" && second?.value.startsWith("-")) {
    return plainWords([first, ...words.slice(second.value === "-u" ? 3 : 2)]);
  }
  if (wrapper.test(first.value) && second !== undefined) return plainWords(words.slice(1));
  if (runner.test(first.value) && second?.value === "run") return plainWords(words.slice(2));
  const bare = first.value.replace(environmentFolder, "");
  const name = /^(python[\d.]*|py)$/.test(bare) ? "python" : bare;
  return name === first.value ? words : [{ raw: name, value: name }, ...words.slice(1)];
}
