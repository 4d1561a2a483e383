import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Language, Parser, type Tree } from "web-tree-sitter";

let loading: Promise<Parser> | undefined;

/** Parses Python; the grammar is loaded once. Syntax errors give a tree with holes. The caller deletes the tree. */
export async function parsePython(source: string): Promise<Tree> {
  loading ??= loadParser();
  const tree = (await loading).parse(source);
  if (tree === null) throw new Error("tree-sitter gave no tree");
  return tree;
}

async function loadParser(): Promise<Parser> {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve("tree-sitter-python/tree-sitter-python.wasm");
  const parser = new Parser();
  parser.setLanguage(await Language.load(await readFile(grammar)));
  return parser;
}
