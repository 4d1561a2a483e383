import { readFile } from "node:fs/promises";
import { isMap, isNode, isScalar, LineCounter, type Document, type Pair, parseDocument } from "yaml";
import { InputError } from "../types/errors.ts";

/** A YAML (or JSON) file whose values know where they stand. */
export interface LocatedYaml {
  readonly file: string;
  readonly value: unknown;
  /** `file:line:column` of the value at a path of keys and indexes; of its nearest parent where it does not exist. */
  where(path: readonly (string | number)[]): string;
}

/** Parses a YAML file. Throws InputError naming file, line and column. */
export async function readYaml(file: string): Promise<LocatedYaml> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new InputError(`${file} can't be read.`, { where: file, expected: "a YAML file", cause: error });
  }
  return parseYaml(file, text);
}

/** Bounded: a document with more aliases than this is a bomb. */
const mostAliases = 100;

export function parseYaml(file: string, text: string): LocatedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: "1.2", prettyErrors: false, uniqueKeys: true });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new InputError(`${file} is not valid YAML: ${problem.message}`, {
      where: `${file}:${line}:${col}`,
      cause: problem,
    });
  }
  return {
    file,
    value: document.toJS({ maxAliasCount: mostAliases }),
    where(path) {
      const offset = offsetOf(document, path);
      if (offset === undefined) return file;
      const { line, col } = lines.linePos(offset);
      return `${file}:${line}:${col}`;
    },
  };
}

/** Offset of the key (in a map) or the value (in a sequence) at a path, or of the nearest parent that exists. */
function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item: Pair) => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair !== undefined && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0];
}
