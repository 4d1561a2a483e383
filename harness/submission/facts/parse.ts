import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Language, Parser, type Tree } from "web-tree-sitter";

let loading: Promise<Parser> | undefined;

/** Parses Python; the grammar is loaded once. Syntax errors give a tree with holes. The caller deletes the tree. */
export async function parsePython(source: string): Promise<Tree> {
  const tree = await parsePythonWithin(source, Number.POSITIVE_INFINITY);
  if (tree === undefined) throw new Error("tree-sitter gave no tree");
  return tree;
}

/**
 * The same, given up after so many seconds of computing (a busy machine does not count): 200 KB that a person wrote take 0.1 s, but a
 * file of continued lines takes time that grows with their square, and nothing else can happen meanwhile.
 */
export async function parsePythonWithin(source: string, mostSeconds: number): Promise<Tree | undefined> {
  loading ??= loadParser();
  const parser = await loading;
  const begun = process.threadCpuUsage();
  // A true answer ends the parsing; the types don't know.
  const progressCallback = (): boolean => secondsSince(begun) > mostSeconds;
  const tree = parser.parse(source, null, { progressCallback });
  // Else the next text would be taken for the rest of this one.
  if (tree === null) parser.reset();
  return tree ?? undefined;
}

function secondsSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1e6;
}

async function loadParser(): Promise<Parser> {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve("tree-sitter-python/tree-sitter-python.wasm");
  const parser = new Parser();
  parser.setLanguage(await Language.load(await readFile(grammar)));
  return parser;
}
