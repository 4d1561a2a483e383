/** More than this is nobody's way to run tests: rules in a row, prerequisites of one, characters of a Makefile. */
const deepest = 4;
const mostNeeds = 10;
const longestMakefile = 100_000;

interface Rule {
  readonly needs: readonly string[];
  readonly recipe: readonly string[];
}

/**
 * The lines of shell that `make TARGET` runs, those of its prerequisites first; or why that can't be told, in words that follow
 * "because".
 */
export function recipeOf(makefile: string, target: string): readonly string[] | { readonly unclear: string } {
  const isPlain = !/^-?include\b|^(ifdef|ifeq|ifneq|define)\b/m.test(makefile);
  if (makefile.length > longestMakefile || !isPlain) return { unclear: "the Makefile is more than plain rules" };
  const lines = makefile.replaceAll(/\\\r?\n[ \t]*/g, " ").split(/\r?\n/);
  const variables = variablesIn(lines);
  const rules = rulesIn(lines);

  const linesOf = (name: string, depth: number): readonly string[] | { readonly unclear: string } => {
    const rule = rules.get(name);
    if (rule === undefined) return { unclear: `the Makefile has no rule "${name}"` };
    if (depth > deepest || rule.needs.length > mostNeeds) return { unclear: "its rules lead on and on" };
    const found: string[] = [];
    for (const need of rule.needs.filter((each) => rules.has(each))) {
      const before = linesOf(need, depth + 1);
      if ("unclear" in before) return before;
      found.push(...before);
    }
    for (const line of rule.recipe) {
      const filled = line.replaceAll(/\$[({](\w+)[)}]/g, (whole, each: string) => variables.get(each) ?? whole);
      if (/(?<!\$)\$[({@<^*?]/.test(filled)) return { unclear: "its recipe holds what only make knows" };
      found.push(filled.replaceAll("$$", "$"));
    }
    return found;
  };
  return linesOf(target, 1);
}

function variablesIn(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const [, name, value = ""] = /^(?:export\s+)?([A-Za-z_]\w*)\s*[:?]?=\s*([^#]*)/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value.trim()]];
    }),
  );
}

function rulesIn(lines: readonly string[]): ReadonlyMap<string, Rule> {
  const rules = new Map<string, Rule>();
  let recipe: string[] = [];
  for (const line of lines) {
    const command = /^\t\s*[@+-]*\s*(\S.*)$/.exec(line)?.[1];
    if (command !== undefined) recipe.push(command);
    const [, targets, needs = ""] = /^([A-Za-z0-9_][^\t#=:]*):(?![:=])([^#=|]*)/.exec(line) ?? [];
    if (targets === undefined) continue;
    recipe = [];
    for (const name of namesIn(targets)) rules.set(name, { needs: namesIn(needs), recipe });
  }
  return rules;
}

function namesIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((name) => name !== "");
}
