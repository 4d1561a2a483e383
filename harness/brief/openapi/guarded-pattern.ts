import { createContext, Script } from "node:vm";

/**
 * Longer than any honest test takes, even on a busy machine. A pattern that backtracks without end takes hours, so which ones are
 * given up does not hang on the machine.
 */
const mostMs = 1_000;

/** On texts of this length even a harmless pattern may take very long. */
const longText = 2_000;

/** A guarded test costs a fraction of a millisecond more, so only patterns that could run away are guarded. */
const test = new Script("expression.test(text)");
const context: { expression: RegExp; text: string } = { expression: /^$/, text: "" };
createContext(context);

const givenUp = new Set<string>();

/** Whether an expression matches somewhere in a text; undefined for one that backtracks without end, from then on always. */
export function testGuarded(expression: RegExp, text: string): boolean | undefined {
  const { source } = expression;
  if (givenUp.has(source)) return undefined;
  if (text.length < longText && !mayRunAway(source)) return expression.test(text);
  try {
    Object.assign(context, { expression, text });
    return test.runInContext(context, { timeout: mostMs }) === true;
  } catch {
    // The only thing that a test throws is that its time is over.
    givenUp.add(source);
    return undefined;
  }
}

const knownToRunAway = new Map<string, boolean>();

/** True where a repeated group holds a repetition or a choice: the ways to match may multiply with each character. */
function mayRunAway(source: string): boolean {
  const known = knownToRunAway.get(source);
  if (known !== undefined) return known;
  const plain = source.replace(/\\./gs, "a").replace(/\[[^\]]*\]/g, "a");
  const opened: number[] = [];
  let found = false;
  for (const [at, character] of [...plain].entries()) {
    if (character === "(") opened.push(at);
    if (character !== ")") continue;
    const body = [...plain].slice((opened.pop() ?? 0) + 1, at).join("");
    const next = [...plain].slice(at + 1, at + 8).join("");
    if (/^([+*]|\{\d+,)/.test(next) && /[+*|]|\{\d+,/.test(body)) found = true;
  }
  knownToRunAway.set(source, found);
  return found;
}
