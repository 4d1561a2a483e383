/** A line that can be pasted into a shell. */
export interface CommandLine {
  readonly line: number;
  readonly text: string;
}

/** A longer line is no command that anyone would type. */
const longestLine = 2000;

/**
 * Commands in a document, Markdown, reStructuredText or plain text: fenced and indented blocks, inline code, and lines that
 * begin with a prompt.
 */
export function commandsIn(text: string): readonly CommandLine[] {
  const found: CommandLine[] = [];
  const hasMarkup = /`|~~~|::\s*$|^\.\. code/m.test(text);
  let fence: string | undefined;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (raw.length > longestLine) continue;
    const mark = /^\s*(?:>\s*)*(```+|~~~+|----+$)/.exec(raw)?.[1];
    const line = index + 1;
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence.slice(0, 3)))) {
      fence = fence === undefined ? mark : undefined;
      // A table or a heading's underline is no fence of a block.
      if (fence?.startsWith("-") === true) fence = undefined;
      continue;
    }
    if (fence !== undefined || /^(\t| {2,})\S/.test(raw) || /^\s*[$>%#]\s+\S/.test(raw)) {
      found.push({ line, text: withoutPrompt(raw) });
    }
    for (const code of raw.matchAll(/`([^`]+)`/g)) found.push({ line, text: withoutPrompt(code[1] ?? "") });
    // Without any markup, every line may be a command.
    if (!hasMarkup && /^[a-z][\w./-]* /.test(raw)) found.push({ line, text: raw.trim() });
  }
  return found;
}

function withoutPrompt(text: string): string {
  return text.trim().replace(/^(\([\w.-]+\)\s*)?([$>%#]|\d+\.|[-*])\s+/, "");
}

/** Commands that prepare, look or test, but start nothing. */
const startsNothing = [
  /\bpython[\d.]*\s+-m\s+(venv|pip|pytest|unittest|ensurepip|virtualenv|coverage|ruff|black|mypy|json)\b/,
  /\bdocker(-compose|\s+compose)?\s+(build|ps|stop|rm|rmi|logs|pull|push|down|images|version|tag|inspect|exec\b.*\bpytest)\b/,
  /\bflask\s+(.*\s)?(db|routes|shell|--help)\b/,
  /\bmake\s+(test|tests|lint|format|install|build|clean|check|coverage|venv)\b/,
  /\b(pip[\d.]*|poetry|uv|pipenv|pdm|apt(-get)?|brew)\s+(install|add|sync|lock)\b/,
  /--version\b/,
];

/** True for a command that starts something with one of the published commands, also through `uv run`, `sudo` and the like. */
export function startsWith(command: string, published: readonly string[]): boolean {
  // A chain starts the service when one of its parts does.
  return command.split(/&&|;|\|\||\|/).some((part) => {
    if (startsNothing.some((pattern) => pattern.test(part))) return false;
    const words = part
      .trim()
      .replace(
        /^((?:[A-Z_][A-Z0-9_]*=\S*|sudo|env|export|exec|time|(?:uv|poetry|pipenv|pdm|hatch)\s+run|winpty)\s+)*/,
        "",
      )
      .split(/\s+/);
    const first = words[0]?.replace(/^.*[\\/]/, "").replace(/\.exe$/, "") ?? "";
    return (
      words.length > 1 &&
      !isProse.test(words[1] ?? "") &&
      published.some((name) => first === name || isVersionOf(first, name))
    );
  });
}

/** What follows the name of a tool in a sentence: "make sure", "python is", "docker and". */
const isProse = /^(sure|it|the|a|an|is|are|was|and|or|for|to|with|in|on|app|application|server|[\d.]+\+?)[.,;:]?$/i;

/** `python3.13` for python, `docker-compose` for docker. */
function isVersionOf(word: string, name: string): boolean {
  return word.startsWith(name) && /^([\d.]+|-compose)$/.test(word.slice(name.length));
}
