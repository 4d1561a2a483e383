import { posix } from "node:path";
import type { DockerfileFacts } from "../dockerfile/read-dockerfile.ts";
import type { Workspace } from "../types.ts";
import { projectRequirements } from "./pyproject.ts";
import { type Requirement, readRequirements, requirementOf } from "./requirements.ts";

/** What is installed with the service, as far as its files say. */
export interface Installed {
  readonly requirements: readonly Requirement[];
  /** A lock file that fixes every version, where the image (or, without one, the repository) installs from it. */
  readonly lock: string | undefined;
}

const locks: readonly (readonly [file: string, installs: RegExp])[] = [
  ["uv.lock", /\buv\s+(sync|run|export|pip\s+sync)\b/],
  ["poetry.lock", /\bpoetry\s+(install|sync|export)\b/],
  ["Pipfile.lock", /\bpipenv\s+(install|sync|requirements)\b/],
  ["pdm.lock", /\bpdm\s+(install|sync|export)\b/],
  ["pylock.toml", /\bpylock\.toml\b/],
];

/**
 * By what the Dockerfile's RUN instructions install: requirements files, packages by name, the project itself, or from a lock
 * file. Where that says nothing, the files at the top that are meant for it.
 */
export async function readInstalled(
  workspace: Pick<Workspace, "files" | "read">,
  dockerfile: DockerfileFacts | undefined,
): Promise<Installed> {
  const paths = new Set(workspace.files.map(({ path }) => path));
  const runs = (dockerfile?.instructions ?? []).filter(({ keyword }) => keyword === "RUN");
  const lock = locks.find(
    ([file, installs]) => paths.has(file) && (runs.length === 0 || runs.some(({ text }) => installs.test(text))),
  )?.[0];
  if (lock !== undefined) return { requirements: [], lock };
  const commands = runs
    .flatMap(({ text, line }) => pipInstalls(text).map((words) => ({ words, line })))
    .slice(0, mostCommands);
  const once = filesOnce(workspace, paths);
  const found: Found[] = [];
  for (const { words, line } of commands) {
    found.push(await fromCommand(once, words, { path: dockerfile?.path ?? "", line }));
  }
  const asked = found.flatMap((each) => each.asked);
  const constraints = found.flatMap((each) => each.constraints);
  const all = commands.length > 0 ? asked : (await fromTop(workspace, paths)).asked;
  return { requirements: fixedBy(all, [...constraints, ...all]), lock: undefined };
}

/** Each package once; where one place fixes its version, that place. */
function fixedBy(asked: readonly Requirement[], all: readonly Requirement[]): readonly Requirement[] {
  const byName = Map.groupBy(all, ({ name }) => name);
  return [...new Set(asked.map(({ name }) => name))].flatMap((name) => {
    const named = byName.get(name) ?? [];
    return named.find(({ versions }) => isExact(versions)) ?? named.slice(0, 1);
  });
}

/** One version, or one place. */
export function isExact(versions: string): boolean {
  return /^\(?\s*={2,3}\s*[^,*]+(\.\*)?\s*\)?$/.test(versions) || versions.startsWith("@");
}

/** Far more than any Dockerfile has. */
const mostCommands = 50;
const mostWords = 500;

type Found = Awaited<ReturnType<typeof readRequirements>>;

/** Words after `pip install` (also `python -m pip`, `uv pip`), one list for each command of a RUN instruction. */
function pipInstalls(text: string): readonly (readonly string[])[] {
  return text.split(/&&|;|\|\|/).flatMap((command) => {
    const words = /\bpip[\d.]*\s+(?:-\S+\s+)*install\s+(.*)$/.exec(command)?.[1];
    return words === undefined ? [] : [words.split(" ", mostWords).map((word) => word.replace(/^["']|["']$/g, ""))];
  });
}

/** What makes packages, rather than being one of the service's. */
const installers = new Set(["pip", "setuptools", "wheel", "uv", "poetry", "pipenv", "pdm", "virtualenv", "pip-tools"]);
const withValue =
  /^(-i|--index-url|--extra-index-url|-f|--find-links|--target|-t|--prefix|--root|--python|--trusted-host|--timeout|--cache-dir|--platform|--progress-bar)$/;

/** The files that commands install from, each only the first time: what is asked for twice is no more than once. */
interface FilesOnce {
  requirements(path: string, isConstraint: boolean): Promise<Found>;
  project(): Promise<readonly Requirement[]>;
}

function filesOnce(workspace: Pick<Workspace, "read">, paths: ReadonlySet<string>): FilesOnce {
  const read = new Set<string>();
  const isNew = (name: string): boolean => !read.has(name) && read.add(name).has(name);
  return {
    async requirements(path, isConstraint) {
      const file = inWorkspace(path, paths);
      if (file === undefined || !isNew(`${isConstraint} ${file}`)) return { asked: [], constraints: [] };
      return await readRequirements(workspace, file);
    },
    project: async () => (paths.has("pyproject.toml") && isNew("project") ? await projectRequirements(workspace) : []),
  };
}

async function fromCommand(
  files: FilesOnce,
  words: readonly string[],
  place: { readonly path: string; readonly line: number },
): Promise<Found> {
  const asked: Requirement[] = [];
  const constraints: Requirement[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    const option = /^(-r|--requirement|-c|--constraint)(?:=(.*))?$/.exec(word) ?? /^(-r|-c)(\S+)$/.exec(word);
    if (option !== null) {
      const isConstraint = option[1]?.startsWith("-c") === true || option[1] === "--constraint";
      const read = await files.requirements(option[2] ?? words[++index] ?? "", isConstraint);
      if (!isConstraint) asked.push(...read.asked);
      constraints.push(...read.constraints, ...(isConstraint ? read.asked : []));
    } else if (withValue.test(word)) index += 1;
    else if (/^(\.|.*\/)/.test(word) && !words.includes("--no-deps") && !word.startsWith("-")) {
      asked.push(...(await files.project()));
    } else if (!word.startsWith("-") && !word.includes("$")) asked.push(...requirementOf(word, place.path, place.line));
  }
  return { asked: asked.filter(({ name }) => !installers.has(name)), constraints };
}

/** The file of the repository that a path in the image was copied from, by its name. */
function inWorkspace(path: string, paths: ReadonlySet<string>): string | undefined {
  const wanted = path.replace(/^\.?\/+/, "");
  if (paths.has(wanted)) return wanted;
  return (
    [...paths].find((each) => wanted.endsWith(`/${each}`)) ??
    [...paths].find((each) => posix.basename(each) === posix.basename(wanted))
  );
}

async function fromTop(workspace: Pick<Workspace, "read">, paths: ReadonlySet<string>): Promise<Found> {
  const file = ["requirements.txt", "requirements/prod.txt", "requirements/base.txt"].find((path) => paths.has(path));
  if (file !== undefined) return await readRequirements(workspace, file);
  return { asked: paths.has("pyproject.toml") ? await projectRequirements(workspace) : [], constraints: [] };
}
