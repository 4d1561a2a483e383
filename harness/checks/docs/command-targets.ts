import type { Workspace } from "../../submission/types.ts";

/** What a command needs from the repository. */
export type Target =
  /** A module that is loaded: `shop.wsgi` of `gunicorn shop.wsgi:app`. */
  | { readonly kind: "module"; readonly name: string }
  /** The same, where it may just as well be an installed one (`python -m`). */
  | { readonly kind: "own-module"; readonly name: string }
  /** A file or folder of tests. */
  | { readonly kind: "path"; readonly name: string }
  /** A target of the Makefile. */
  | { readonly kind: "make"; readonly name: string }
  /** A command of the app's own: `flask seed-orders`. */
  | { readonly kind: "flask-command"; readonly name: string };

/** What each part of a command line needs, as far as that can be told. What runs in a container, or holds a variable, is left out. */
export function targetsOf(command: string): readonly Target[] {
  return command.split(/&&|\|\|?|;|\s#\s/).flatMap((part): readonly Target[] => {
    if (/[$<>{}*`…]|\b(docker|ssh|your\w*|my_?app)\b/i.test(part)) return [];
    const named = /\bFLASK_APP=["']?([\w.:/]+)/.exec(part)?.[1];
    const words = part
      .trim()
      .replace(/^((sudo|exec|time|env|[A-Z_][A-Z0-9_]*=\S*|(uv|poetry|pipenv|pdm|hatch)\s+run)\s+)+/, "")
      .split(/\s+/)
      .map((word) => word.replaceAll(/["']/g, ""));
    return [...(named === undefined ? [] : [appAt(named)]), ...ofWords(words)];
  });
}

function ofWords(words: readonly string[]): readonly Target[] {
  const [first = "", ...rest] = words;
  if (/^python[\d.]*$/.test(first)) {
    const [option, name = "", ...more] = rest;
    if (option !== "-m") return [];
    if (/^(pytest|flask|gunicorn)$/.test(name)) return ofWords([name, ...more]);
    return /^[A-Za-z_][\w.]*$/.test(name) ? [{ kind: "own-module", name }] : [];
  }
  if (/^(gunicorn|uvicorn|waitress-serve|hypercorn)$/.test(first)) {
    const app = rest.filter((word) => /^[A-Za-z_][\w.]*:[A-Za-z_]\w*(\(.*)?$/.test(word)).at(-1);
    return app === undefined ? [] : [appAt(app)];
  }
  if (first === "flask") return ofFlask(rest);
  if (first === "make") {
    // More words are a sentence: "make sure that ...".
    const rules = rest.length > 2 || rest[0] === "sure" ? [] : rest.filter((word) => /^[a-z][\w-]*$/.test(word));
    return rules.map((name): Target => ({ kind: "make", name }));
  }
  if (first === "pytest") {
    const paths = rest.filter((word, index) => /^[\w./-]+\.py(::|$)/.test(word) && !rest[index - 1]?.startsWith("-"));
    return paths.map((path): Target => ({ kind: "path", name: path.replace(/::.*$/, "") }));
  }
  return [];
}

function ofFlask(words: readonly string[]): readonly Target[] {
  const at = words.findIndex((word) => /^(--app|-A)(=|$)/.test(word));
  const app = at < 0 ? undefined : (/=(.*)/.exec(words[at] ?? "")?.[1] ?? words[at + 1]);
  const others = words.filter((word, index) => !word.startsWith("-") && !(at >= 0 && index === at + 1 && word === app));
  const [command = ""] = others;
  return [
    ...(app !== undefined && /^[\w.:/]+$/.test(app) ? [appAt(app)] : []),
    // In a sentence, another word may follow: "Flask app", "flask is".
    ...(/^[a-z][a-z0-9]*([-_][a-z0-9]+)+$/.test(command) ? [{ kind: "flask-command" as const, name: command }] : []),
  ];
}

function appAt(text: string): Target {
  const name = text.replace(/:.*$/, "");
  return /\.py$|\//.test(name) ? { kind: "path", name } : { kind: "module", name };
}

/** What is missing, in words, or undefined where it is there, or where that can't be told. */
export async function missing(target: Target, workspace: Workspace): Promise<string | undefined> {
  const paths = workspace.files.map(({ path }) => `/${path}`);
  const { name } = target;
  if (target.kind === "path") {
    const wanted = `/${name.replace(/^\.\//, "").replace(/\/$/, "")}`;
    const there = paths.some(
      (path) => [wanted, `${wanted}.py`].some((each) => path.endsWith(each)) || path.includes(`${wanted}/`),
    );
    return there ? undefined : `there is no ${name}`;
  }
  if (target.kind === "module" || target.kind === "own-module") {
    const wanted = `/${name.replaceAll(".", "/")}`;
    const [top] = name.split(".");
    // A folder alone may only be named like an installed package (`alembic/`).
    const isOwn = paths.some((path) => path.endsWith(`/${top}.py`) || path.endsWith(`/${top}/__init__.py`));
    const there = paths.some((path) => path.endsWith(`${wanted}.py`) || path.includes(`${wanted}/`));
    return there || (target.kind === "own-module" && !isOwn) ? undefined : `there is no module ${name}`;
  }
  if (target.kind === "make") return await missingRule(name, workspace);
  return await missingCommand(name, workspace);
}

async function missingRule(name: string, workspace: Workspace): Promise<string | undefined> {
  const makefiles = workspace.files.filter(({ path }) => /(^|\/)(GNUmakefile|[Mm]akefile)$/.test(path));
  if (makefiles.length === 0) return "there is no Makefile";
  const texts = await Promise.all(makefiles.map(async ({ path }) => (await workspace.read(path)) ?? ""));
  // Rules may come from elsewhere, or be made of patterns.
  const isPlain = !texts.some((text) => /^-?include\b|^[^\t#\n]*[%$][^\n]*:/m.test(text));
  const there = texts.some((text) => new RegExp(`^[^\\t#\\n]*\\b${name}(?![\\w-])[^\\n]*:`, "m").test(text));
  return there || !isPlain ? undefined : `the Makefile has no rule "${name}"`;
}

/** A command's name may be made from a function's, and a group's may be a prefix of it: the word has to be somewhere in the code. */
async function missingCommand(name: string, workspace: Workspace): Promise<string | undefined> {
  const { modules } = await workspace.facts();
  const word = new RegExp(`\\b${name.replaceAll(/[-_]/g, "[-_]")}`);
  return modules.some(({ source }) => word.test(source)) ? undefined : `the app has no command "${name}"`;
}
