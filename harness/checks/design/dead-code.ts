import type { FunctionFact, Module } from "../../submission/facts/types.ts";
import type { Workspace } from "../../submission/types.ts";
import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

/** Where a name that code does not use may still be called from. */
const mentions = /(^|\/)(dockerfile|makefile|procfile|[^/]*\.(toml|cfg|ini|sh|ya?ml|md|rst|txt|html|j2|mako))$/i;

/**
 * Functions whose name stands nowhere else, in code, tests, templates, scripts or documents. Decorated ones, and
 * what a server or a tool calls by its name, are left out.
 */
export default defineCheck({
  id: "design.dead-code",
  stage: "source",
  advisory: true,
  title: "There is no function that nothing calls",
  why: "Whoever changes the code keeps code alive that does nothing.",
  hint: "Delete it; git remembers.",
  async run({ workspace }) {
    const { modules } = await workspace.facts();
    const own = ownCode({ modules, leftOut: [] });
    const words = await wordsOf(workspace, modules);
    const candidates = own.flatMap((module) =>
      module.functions.filter((fact) => isCalledByName(fact, module)).map((fact) => ({ path: module.path, fact })),
    );
    const dead = candidates.filter(({ fact }) => (words.get(fact.name) ?? 0) <= 1);
    const examined = `${candidates.length} functions`;
    if (dead.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - dead.length / candidates.length,
      examined,
      findings: dead.slice(0, 20).map(({ path, fact }) => ({
        message: `${fact.name}() is called from nowhere.`,
        place: { path, line: fact.line },
      })),
    };
  },
});

/** Methods are left out: whoever is given the object may call them. */
function isCalledByName({ name, decorators, inside }: FunctionFact, { path }: Module): boolean {
  // gunicorn, Alembic and pytest call what they find in files of these names.
  const isHook = /(^|\/)(gunicorn[^/]*|[^/]*conf(ig)?|env|conftest|setup|manage)\.py$/.test(path);
  const isPlain = inside === undefined && decorators.length === 0 && !name.startsWith("__");
  return isPlain && !isHook && !/^(main|create_app|make_app)$/.test(name);
}

async function wordsOf(workspace: Workspace, modules: readonly Module[]): Promise<ReadonlyMap<string, number>> {
  const others = workspace.files.filter(({ path, bytes }) => mentions.test(path) && bytes < 200_000).slice(0, 200);
  const texts = await Promise.all(others.map(({ path }) => workspace.read(path)));
  const words = new Map<string, number>();
  for (const text of [...modules.map(({ source }) => source), ...texts]) {
    for (const [word] of (text ?? "").matchAll(/\w+/g)) words.set(word, (words.get(word) ?? 0) + 1);
  }
  return words;
}
