import { readFile } from "node:fs/promises";
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Document, type Pair, parseDocument } from "yaml";
import { InputError, messageOf } from "../types/errors.ts";
import { refuseDepth } from "./tree-depth.ts";

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

/** `repeatedKeys`: of a key that a map has twice the last counts; else that is an error. */
export function parseYaml(file: string, text: string, { repeatedKeys = false } = {}): LocatedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    version: "1.2",
    prettyErrors: false,
    uniqueKeys: !repeatedKeys,
  });
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
    value: plainValueOf(file, document),
    where(path) {
      const offset = offsetOf(document, path);
      if (offset === undefined) return file;
      const { line, col } = lines.linePos(offset);
      return `${file}:${line}:${col}`;
    },
  };
}

/** Throws InputError for aliases that lead nowhere, multiply, or make a value that contains itself. */
function plainValueOf(file: string, document: Document.Parsed): unknown {
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: mostAliases });
  } catch (cause) {
    throw new InputError(`${file} can't be used: ${messageOf(cause)}`, { where: file, cause });
  }
  refuseDepth(file, value);
  return value;
}

/** Offset of the key (in a map) or the value (in a sequence) at a path, or of the nearest parent that exists. */
function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number | undefined {
  let offset = document.contents?.range?.[0];
  let node: unknown = document.contents;
  for (const key of path) {
    const target = isAlias(node) ? node.resolve(document) : node;
    // Compared as text: a status is written `200` or `"200"`.
    const pair = isMap(target)
      ? target.items.find((item: Pair) => isScalar(item.key) && String(item.key.value) === String(key))
      : undefined;
    node = isSeq(target) ? target.items[Number(key)] : pair?.value;
    const place = pair?.key ?? node;
    if (!isNode(place) || !place.range) break;
    [offset] = place.range;
  }
  return offset;
}
