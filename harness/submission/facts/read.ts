import type { Node } from "web-tree-sitter";
import type { Workspace } from "../types.ts";
import { readEnvironment } from "./environment.ts";
import { environmentGivenTo, type GivenTo } from "./environment-names.ts";
import {
  appClasses,
  blueprintClasses,
  type FlaskNames,
  type RouteOn,
  readApps,
  readBlueprints,
  readRegistrations,
  readRoutes,
  readWrapped,
} from "./flask.ts";
import { readClasses, readFunctions } from "./functions.ts";
import { readHandlers } from "./handlers.ts";
import { readImports, resolverFor } from "./imports.ts";
import { readTexts } from "./assigned-texts.ts";
import { readErrorHandlers, readViews } from "./views.ts";
import { readSql } from "./sql.ts";
import { readState } from "./state.ts";
import { all, lastOf, lineOf } from "./nodes.ts";
import { hasDeepBrackets, migrationFolders, isUnwieldy, moduleName, reasonToLeaveOut, roleOf } from "./own-code.ts";
import { parsePython, parsePythonWithin } from "./parse.ts";
import type { ClassFact, Module, RouteFact, SourceFacts } from "./types.ts";

type Files = Pick<Workspace, "files" | "read">;

/** Reads every Python file of a submission. Bounded in number, size and depth; broken files give what can be read of them. */
export async function readFacts(workspace: Files): Promise<SourceFacts> {
  const { sources, leftOut } = await pythonFiles(workspace);
  const migrations = migrationFolders(workspace.files.map(({ path }) => path));
  const firsts: First[] = [];
  for (const [path, source] of sources) firsts.push(await withTree(source, (root) => first(root, path, source)));
  const names = flaskNames(firsts.flatMap(({ classes }) => classes));
  const given = firsts.flatMap((module) => module.given);
  const modules: Draft[] = [];
  for (const module of firsts) {
    modules.push(await withTree(module.source, (root) => draft(root, { ...module, names, given, migrations })));
  }
  return { modules: modules.map((module) => settled(module, modules)), leftOut };
}

/** Far more than 2 MB that people wrote take. */
const mostSecondsInAll = 20;
const mostSecondsOfFile = 2;

async function pythonFiles({ files, read }: Files): Promise<{
  readonly sources: ReadonlyMap<string, string>;
  readonly leftOut: SourceFacts["leftOut"];
}> {
  const sources = new Map<string, string>();
  const leftOut: { path: string; reason: string }[] = [];
  let total = 0;
  let seconds = 0;
  for (const { path, bytes } of files) {
    if (!path.endsWith(".py")) continue;
    const reason = reasonToLeaveOut(path, bytes, { modules: sources.size, bytes: total });
    const source = reason === undefined ? await read(path) : undefined;
    if (source === undefined) {
      leftOut.push({ path, reason: reason ?? "could not be read" });
      continue;
    }
    const begun = process.threadCpuUsage();
    const isTooMuch = hasDeepBrackets(source) || seconds > mostSecondsInAll || (await takesTooMuch(source));
    const { user, system } = process.threadCpuUsage(begun);
    seconds += (user + system) / 1e6;
    if (isTooMuch) {
      leftOut.push({ path, reason: "nested too deeply, too much side by side, or takes too long" });
    } else {
      sources.set(path, source);
      total += bytes;
    }
  }
  return { sources, leftOut };
}

async function takesTooMuch(source: string): Promise<boolean> {
  const tree = await parsePythonWithin(source, mostSecondsOfFile);
  if (tree === undefined) return true;
  try {
    return isUnwieldy(tree);
  } finally {
    tree.delete();
  }
}

async function withTree<T>(source: string, use: (root: Node) => T): Promise<T> {
  const tree = await parsePython(source);
  try {
    return use(tree.rootNode);
  } finally {
    tree.delete();
  }
}

/** Own subclasses count as what they extend, in any module, over any number of steps. Marked `own:`, by the last name. */
function flaskNames(classes: readonly ClassFact[]): FlaskNames {
  const grown = (start: ReadonlySet<string>): ReadonlySet<string> => {
    const names = new Set(start);
    for (let size = -1; size !== names.size; ) {
      size = names.size;
      for (const { name, bases } of classes) {
        if (bases.some((base) => names.has(base) || names.has(`own:${lastOf(base)}`))) names.add(`own:${name}`);
      }
    }
    return names;
  };
  return { apps: grown(appClasses), blueprints: grown(blueprintClasses) };
}

/** A module whose routes are not yet known to be on an app or a blueprint. */
interface Draft extends Omit<Module, "routes"> {
  readonly routesOn: readonly RouteOn[];
  readonly wrapped: ReadonlyMap<string, string>;
}

/** What has to be known of every module before one can be understood. */
interface First {
  readonly path: string;
  readonly source: string;
  readonly classes: readonly ClassFact[];
  readonly given: readonly GivenTo[];
}

function first(root: Node, path: string, source: string): First {
  const resolve = resolverFor(readImports(root));
  return { path, source, classes: readClasses(root, resolve), given: environmentGivenTo(root, resolve) };
}

interface Given extends First {
  readonly names: FlaskNames;
  readonly migrations: readonly string[];
}

function draft(root: Node, { path, source, classes, given, names, migrations }: Given): Draft {
  const imports = readImports(root);
  const resolve = resolverFor(imports);
  return {
    path,
    name: moduleName(path),
    role: roleOf(path, migrations),
    lines: source.split("\n").length - (source.endsWith("\n") ? 1 : 0),
    source,
    syntaxErrorAt: firstError(root),
    imports,
    functions: readFunctions(root),
    classes,
    apps: readApps(root, resolve, names),
    blueprints: readBlueprints(root, resolve, names),
    registrations: readRegistrations(root),
    environment: readEnvironment(root, resolve, classes, given),
    handlers: readHandlers(root, resolve),
    views: readViews(root, resolve),
    errorHandlers: readErrorHandlers(root),
    sql: readSql(root, resolve),
    texts: readTexts(root, resolve),
    state: readState(root),
    routesOn: readRoutes(root),
    wrapped: readWrapped(root),
  };
}

function firstError(root: Node): number | undefined {
  const error = root.hasError ? all(root, "ERROR")[0] : undefined;
  return error === undefined ? undefined : lineOf(error);
}

function settled({ routesOn, wrapped, ...module }: Draft, modules: readonly Draft[]): Module {
  const routes = routesOn.map(({ owner, ...route }) => ({
    ...route,
    on: kindOf(owner, { ...module, wrapped }, modules),
  }));
  return { ...module, routes };
}

/** By the names of the module itself, then by what it imports under that name. */
function kindOf(
  owner: string,
  module: Pick<Draft, "apps" | "blueprints" | "imports" | "wrapped">,
  modules: readonly Draft[],
): RouteFact["on"] {
  const name = module.wrapped.get(owner) ?? owner;
  if (module.blueprints.some(({ variable }) => variable === name)) return "blueprint";
  if (module.apps.some(({ variable }) => variable === name)) return "app";
  const imported = module.imports.find((found) => found.name === name);
  if (imported === undefined) return /(^|\.)(flask_)?app(lication)?$/.test(name) ? "app" : "unknown";
  const original = lastOf(imported.origin);
  const home = modules.filter((other) =>
    other.name.endsWith(imported.origin.replace(/^\.+/, "").split(".").slice(0, -1).join(".")),
  );
  if (home.some(({ blueprints }) => blueprints.some(({ variable }) => variable === original))) return "blueprint";
  return home.some(({ apps }) => apps.some(({ variable }) => variable === original)) ? "app" : "unknown";
}
