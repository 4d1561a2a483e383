/** A word as it stands, and what a shell makes of it without looking at variables. */
export interface Word {
  readonly raw: string;
  readonly value: string;
}

/** A simple command of a line of shell. */
export interface ShellPart {
  readonly words: readonly Word[];
  /** Its redirections, as they stand. */
  readonly redirections: string;
  /** What makes it more than a simple command, in words that follow "it is"; undefined where nothing does. */
  readonly more?: string;
}

/** What is known of a line: its parts, or that a quote, a bracket or a continuation in it has no end yet. */
export type ShellLine = { readonly parts: readonly ShellPart[] } | { readonly open: true };

const keywords = /^(if|then|else|elif|fi|for|while|until|do|done|case|esac|function|\{|\}|\[\[?)$/;

/** A place for something of the reader's: `<your key>`. */
const blank = /^<[A-Za-z][^<>\n]*>/;

/** Splits a line of shell at `&&`, `;`, `&` and its ends of lines; comments are left out. */
export function shellLine(text: string): ShellLine {
  const parts: ShellPart[] = [];
  let words: Word[] = [];
  let redirections = "";
  let more: string | undefined;
  let raw = "";
  let value = "";
  let isRedirected = false;

  const endWord = (): void => {
    if (raw !== "" && isRedirected) redirections += ` ${raw}`;
    else if (raw !== "") words.push({ raw, value });
    raw = "";
    value = "";
  };
  const endPart = (): void => {
    endWord();
    if (keywords.test(words[0]?.raw ?? "")) more ??= "part of a script";
    if (words.length > 0) parts.push({ words, redirections: redirections.trim(), ...(more && { more }) });
    words = [];
    redirections = "";
    isRedirected = false;
    more = undefined;
  };

  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    const next = text[at + 1];
    if (char === "\\") {
      if (next === undefined) return { open: true };
      at += 1;
      if (next === "\n") endWord();
      else {
        raw += char + next;
        value += next;
      }
    } else if (char === "'" || char === '"') {
      const end = endOfQuote(text, at);
      if (end === undefined) return { open: true };
      raw += text.slice(at, end + 1);
      value += text.slice(at + 1, end);
      at = end;
    } else if (char === "`" || (char === "$" && (next === "(" || next === "{"))) {
      const end = endOfExpansion(text, at);
      if (end === undefined) return { open: true };
      raw += text.slice(at, end + 1);
      value += text.slice(at, end + 1);
      at = end;
    } else if (char === "#" && raw === "") {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end - 1;
    } else if (char === "\n" || char === ";") endPart();
    else if (/\s/.test(char)) endWord();
    else if (char === "|") {
      more ??= next === "|" ? "an alternative to another one" : "a pipe";
      if (next === "|") at += 1;
      endWord();
    } else if (char === "&" && (next === ">" || /[<>]$/.test(raw))) raw += char;
    else if (char === "&") {
      if (next === "&") at += 1;
      endPart();
    } else if (char === "<" && blank.test(text.slice(at))) {
      const [whole = ""] = blank.exec(text.slice(at)) ?? [];
      raw += whole;
      value += whole;
      at += whole.length - 1;
    } else if (char === ">" || char === "<") {
      if (!/^\d*$/.test(raw) && !/[&<>]$/.test(raw)) endWord();
      isRedirected = true;
      raw += char;
    } else if (char === "(" || char === ")") {
      more ??= "part of a script";
      endWord();
    } else {
      raw += char;
      value += char;
    }
  }
  endPart();
  return { parts };
}

function endOfQuote(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\" && quote === '"') at += 1;
    else if (text[at] === quote) return at;
  }
  return undefined;
}

/** The end of `...`, $(...) or ${...}; quotes inside are not looked at. */
function endOfExpansion(text: string, start: number): number | undefined {
  if (text[start] === "`") {
    const end = text.indexOf("`", start + 1);
    return end < 0 ? undefined : end;
  }
  const [open, close] = text[start + 1] === "(" ? ["(", ")"] : ["{", "}"];
  let depth = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === open) depth += 1;
    if (text[at] === close) depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}
