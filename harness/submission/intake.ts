import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EnvironmentError, InputError, isDiskFull } from "../types/errors.ts";
import { type KeptHistory, keepHistory } from "./history/keep.ts";
import { commitOf, openRepository } from "./history/repository.ts";
import { checkout } from "./intake/checkout.ts";
import { clone } from "./intake/clone.ts";
import { copyFolder } from "./intake/copy-folder.ts";
import { defaultIntakeLimits, type IntakeLimits, tallyFor } from "./intake/limits.ts";
import { makeLinks } from "./intake/links.ts";
import { prune, remove, settle, unwrap } from "./intake/settle.ts";
import { recognise, type Source } from "./intake/source.ts";
import { type TreeWriter, treeWriter } from "./intake/tree-writer.ts";
import { unpackTar } from "./intake/unpack-tar.ts";
import { unpackZip } from "./intake/unpack-zip.ts";
import type { OwnedWorkspace } from "./types.ts";
import { openWorkspace } from "./workspace.ts";

export interface IntakeOptions {
  /** Temporary folder of the run: the copy is made in a new folder below it. */
  readonly folder: string;
  readonly limits?: IntakeLimits;
  readonly signal: AbortSignal;
}

/**
 * Takes a submission in: a folder, an archive, a git repository or a git URL (`url#branch`). Nothing of it is executed.
 * Throws InputError where it can't be used, goes over a limit, or an archive tries to lead outside; the copy is removed then.
 */
export async function takeIn(source: string, options: IntakeOptions): Promise<OwnedWorkspace> {
  const { signal, limits = defaultIntakeLimits } = options;
  const recognised = await recognise(source);
  await mkdir(options.folder, { recursive: true });
  const folder = await mkdtemp(join(options.folder, "submission-"));
  try {
    return await fill(recognised, folder, limits, signal);
  } catch (error) {
    await remove(folder);
    if (!isDiskFull(error)) throw error;
    throw new EnvironmentError(`There is no room left for a copy of ${recognised.shown} in ${options.folder}.`, {
      next: "Make room there, or name a folder on another disk in TMPDIR.",
      cause: error,
    });
  }
}

async function fill(
  source: Source,
  folder: string,
  limits: IntakeLimits,
  signal: AbortSignal,
): Promise<OwnedWorkspace> {
  const tree = join(folder, "tree");
  await mkdir(tree);
  const writer = treeWriter(source.shown, tree, tallyFor(source.shown, limits), signal);
  const kept = join(folder, "history");
  const history = await write(source, { folder, kept, limits, signal, writer });
  // `.git` of an archive has been moved to `kept` by now, and is removed from the tree with the rest of what is left out.
  const root = isArchive(source) ? await unwrap(tree) : tree;
  const links = relativeTo(tree, root, writer);
  const notices = [...writer.notices, ...(await prune(root)), ...(await makeLinks(root, links))];
  if (!history.kept && history.notice !== undefined) notices.push(history.notice);
  const files = await settle(root);
  if (files.length === 0) {
    throw new InputError(`${source.shown} is empty.`, { where: source.shown, expected: "a repository with files" });
  }
  const gitFolder = history.kept ? history.gitFolder : undefined;
  const commit = gitFolder === undefined ? undefined : await commitOf(openRepository(gitFolder), undefined);
  return openWorkspace({ folder, root, name: source.name, source: source.shown, commit, files, notices, gitFolder });
}

interface Writing {
  readonly folder: string;
  readonly kept: string;
  readonly limits: IntakeLimits;
  readonly signal: AbortSignal;
  readonly writer: TreeWriter;
}

async function write(source: Source, writing: Writing): Promise<KeptHistory> {
  const { folder, kept, limits, signal, writer } = writing;
  switch (source.kind) {
    case "folder":
      await copyFolder(source.path, writer);
      return keepHistory(join(source.path, ".git"), kept, limits);
    case "zip":
      await unpackZip({ source: source.shown, path: source.path, limits, signal }, writer);
      return keepHistory(join(await unwrap(writer.root), ".git"), kept, limits);
    case "tar":
    case "tar.gz":
      await unpackTar({ source: source.shown, path: source.path, limits, signal }, source.kind === "tar.gz", writer);
      return keepHistory(join(await unwrap(writer.root), ".git"), kept, limits);
    case "remote": {
      const fetched = await clone({ ...source, folder, limits, signal });
      return fromRepository(source.shown, fetched, source.ref, writing);
    }
    case "repository":
      return fromRepository(source.shown, source.path, source.ref, writing);
  }
}

async function fromRepository(
  shown: string,
  path: string,
  ref: string | undefined,
  { kept, limits, writer }: Writing,
): Promise<KeptHistory> {
  const history = await keepHistory(path, kept, limits);
  if (!history.kept) {
    throw new InputError(`${shown} can't be used. ${history.notice ?? "It is not there."}`, {
      where: shown,
      expected: "a git repository with at least one commit",
    });
  }
  const commit = await checkout(shown, openRepository(history.gitFolder), ref, writer);
  // The history that is shown is that of the branch that was asked for.
  await writeFile(join(history.gitFolder, "HEAD"), `${commit}\n`);
  return history;
}

function isArchive(source: Source): boolean {
  return source.kind === "zip" || source.kind === "tar" || source.kind === "tar.gz";
}

/** Links are named from the top of the archive; those beside the folder that became the root are gone. */
function relativeTo(tree: string, root: string, writer: TreeWriter): TreeWriter["links"] {
  if (root === tree) return writer.links;
  const prefix = `${root.slice(tree.length + 1)}/`;
  return writer.links
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path, target }) => ({ path: path.slice(prefix.length), target }));
}
