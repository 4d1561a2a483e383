import type { Module } from "../../submission/facts/types.ts";
import { ownCode } from "../design/own-code.ts";
import { defineCheck } from "../check.ts";

export default defineCheck({
  id: "docs.docstrings",
  stage: "source",
  advisory: true,
  title: "Modules, classes and functions say what they are for",
  why: "A name says what something is called, a sentence why it is there.",
  hint: "Give a docstring to what is not plain from its name and its types.",
  async run({ brief, workspace }) {
    const least = brief.docs.docstringsAtLeast;
    const things = ownCode(await workspace.facts()).flatMap(thingsOf);
    if (things.length === 0) return { verdict: "not-applicable", reason: "There is no code to document." };
    const bare = things.filter(({ isDocumented }) => !isDocumented);
    const share = 1 - bare.length / things.length;
    const examined = `${things.length} modules, classes and functions, ${Math.round(share * 100)} % with a docstring`;
    if (share >= least) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: share / least,
      examined,
      findings: bare
        .slice(0, 20)
        .map(({ name, path, line }) => ({ message: `${name} has no docstring.`, place: { path, line } })),
    };
  },
});

interface Thing {
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly isDocumented: boolean;
}

/** A module that is empty, or only gives names on, needs no words; nor does a function inside another. */
function thingsOf({ path, source, functions, classes }: Module): readonly Thing[] {
  const outer = new Set(functions.map(({ name }) => name));
  const free = functions.filter(({ inside }) => inside === undefined || !outer.has(inside));
  const inner = [...free, ...classes].filter(({ name }) => !name.startsWith("_"));
  if (inner.length === 0) return [];
  const isDocumented = /^(\s*#[^\n]*\n|\s*\n)*\s*[rRuU]?["']/.test(source);
  return [{ name: path, path, line: 1, isDocumented }, ...inner.map((each) => ({ ...each, path }))];
}
