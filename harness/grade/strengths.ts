import type { FunctionFact, Module, SourceFacts } from "../submission/facts/types.ts";
import type { Question } from "../types/scorecard.ts";

interface Rule {
  /** A line of code that shows a decision. */
  readonly line: RegExp;
  /** What to ask about it; `where` names the function around it. */
  readonly ask: (where: string) => string;
}

/** Decisions that whoever took them can explain. The first place in the code counts. */
const rules: readonly Rule[] = [
  {
    line: /with_for_update\(|\bFOR (NO KEY )?UPDATE\b|pg_advisory/,
    ask: (where) =>
      `${where} takes a lock. Which two callers would get in each other's way without it, and what would be stored?`,
  },
  {
    line: /\bIntegrityError\b(?!.*\bimport\b)|UniqueViolation|on_conflict_do|\bON CONFLICT\b/,
    ask: (where) => `${where} leaves a conflict to the database. Why there and not with a look before the write?`,
  },
  {
    line: /\bdef \w*idempoten\w*\(/i,
    ask: (where) =>
      `${where}: a client sends the same key twice at the same moment. What does each of the two get, step by step?`,
  },
  {
    line: /\bdef \w*cursor\w*\(/i,
    ask: (where) =>
      `${where}: what is inside a cursor, and what does a client see when a record is added or removed between two pages?`,
  },
  {
    line: /compare_digest\(/,
    ask: (where) => `${where} compares with compare_digest. What could an attacker do if it were ==?`,
  },
];

/** The least complexity (McCabe) of a function that is worth a question. */
const branching = 5;

/** Questions about what was done well: the function with the most branches, and decisions that the code shows. */
export function strengthsOf({ modules }: SourceFacts): readonly Question[] {
  // What sets up a database is written once and for one machine: it says little about decisions.
  const own = modules.filter(({ role, path }) => role === "code" && !/migrat|seed/i.test(path));
  return [...rules.flatMap((rule) => firstPlace(own, rule) ?? []), ...mostBranches(own)];
}

function firstPlace(modules: readonly Module[], rule: Rule): Question | undefined {
  for (const module of modules) {
    const index = module.source.split("\n").findIndex((text) => isCode(text) && rule.line.test(text));
    if (index >= 0) return { text: rule.ask(around(module, index + 1)), place: { path: module.path, line: index + 1 } };
  }
  return undefined;
}

function isCode(text: string): boolean {
  return !/^\s*(#|import\b|from\b)/.test(text);
}

/** The innermost function around a line, as people call it. */
function around({ functions, path }: Module, line: number): string {
  const inside = functions.filter((fact) => fact.line <= line && line <= fact.endLine);
  const name = inside.toSorted((a, b) => b.line - a.line)[0]?.name;
  return name === undefined ? path : `${name}()`;
}

function mostBranches(modules: readonly Module[]): readonly Question[] {
  const all = modules.flatMap(({ path, functions }) => functions.map((fact) => ({ path, fact })));
  const worst = all.toSorted((a, b) => b.fact.complexity - a.fact.complexity)[0];
  if (worst === undefined || worst.fact.complexity < branching) return [];
  return [{ text: branchesText(worst.fact), place: { path: worst.path, line: worst.fact.line } }];
}

function branchesText({ name }: FunctionFact): string {
  return `No function has more branches than ${name}(). Which of them came last, and what made you add it?`;
}
