import git from "isomorphic-git";
import { commitOf, type Repository } from "../history/repository.ts";
import { InputError, messageOf } from "../../types/errors.ts";
import { isCache } from "./left-out.ts";
import { safePath } from "./safe-path.ts";
import type { TreeWriter } from "./tree-writer.ts";

/**
 * Writes the files of a commit, straight from the objects: attributes, filters and submodules do nothing. Gives the commit's
 * id. Throws InputError where there is no such commit, or an object is missing.
 */
export async function checkout(
  source: string,
  repository: Repository,
  ref: string | undefined,
  writer: TreeWriter,
): Promise<string> {
  const commit = await commitOf(repository, ref);
  if (commit === undefined) {
    throw new InputError(`${source} has no ${ref === undefined ? "commit" : `branch or tag ${ref}`}.`, {
      where: source,
      expected: "a git repository with at least one commit",
    });
  }
  try {
    await writeTree(source, repository, commit, "", writer);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${source} can't be read: ${messageOf(error)}`, {
      where: source,
      expected: "a whole git repository",
      cause: error,
    });
  }
  return commit;
}

async function writeTree(
  source: string,
  repository: Repository,
  oid: string,
  folder: string,
  writer: TreeWriter,
): Promise<void> {
  const { tree } = await git.readTree({ ...repository, oid });
  for (const entry of tree) {
    if (isCache(entry.path)) continue;
    const path = safePath(source, folder === "" ? entry.path : `${folder}/${entry.path}`);
    if (entry.type === "tree") {
      await writer.folder(path);
      await writeTree(source, repository, entry.oid, path, writer);
    } else if (entry.type === "commit") {
      writer.drop(path, "a submodule, which is not fetched");
    } else {
      const { blob } = await git.readBlob({ ...repository, oid: entry.oid });
      if (entry.mode.endsWith("120000")) writer.link(path, Buffer.from(blob).toString("utf8"));
      else await writer.file(path, blob, entry.mode.endsWith("755"));
    }
  }
}
