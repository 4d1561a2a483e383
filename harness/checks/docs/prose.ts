import type { Workspace } from "../../submission/types.ts";
import { findReadme, namedDocuments } from "./find-readme.ts";

/** Documents at their usual places, besides the README and what that names. */
const further =
  /^(docs?\/.*|adrs?\/.*|(notes|decisions|design|architecture|todo|limitations|solution)[^/]*)\.(md|markdown|rst|txt)$/i;
const words = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;
const english = new Set(["the", "and", "is", "to", "of", "a", "in", "it", "for", "with", "that", "are", "this", "on"]);

/** What the candidate wrote for people: the README, documents that it names, and notes at their usual places; without code. */
export interface Prose {
  readonly path: string;
  readonly text: string;
  /** False where so few of English's commonest words stand in it that words of English can't be looked for. */
  readonly isEnglish: boolean;
}

/** Undefined where there is no README. */
export async function readProse(workspace: Workspace, published: string): Promise<Prose | undefined> {
  const readme = await findReadme(workspace, published);
  if (readme === undefined) return undefined;
  const paths = workspace.files.map(({ path }) => path).filter((path) => further.test(path) && path !== readme.path);
  const named = await namedDocuments(workspace, readme);
  const others = await Promise.all(paths.slice(0, 30).map(async (path) => (await workspace.read(path)) ?? ""));
  const text = [readme.text, ...named.map((each) => each.text), ...others]
    .join("\n\n")
    .replace(/^[ \t]*(```|~~~)[\s\S]*?^[ \t]*\1/gm, "");
  const found = text.match(words) ?? [];
  const common = found.filter((word) => english.has(word.toLowerCase())).length;
  return { path: readme.path, text, isEnglish: found.length < 20 || common / found.length > 0.06 };
}

/** The first line on which a pattern matches, as it is shown to people. */
export function lineWith(text: string, pattern: RegExp): string | undefined {
  return text
    .split("\n")
    .find((line) => pattern.test(line))
    ?.trim()
    .slice(0, 100);
}
