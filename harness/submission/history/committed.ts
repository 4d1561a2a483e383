import git from "isomorphic-git";
import { commitOf, openRepository } from "./repository.ts";

/**
 * Whether the commit that HEAD names has this file or folder (relative, with `/`); what lies in a submodule counts. Undefined where
 * there is no commit, or it can't be read.
 */
export async function isCommitted(gitFolder: string, path: string): Promise<boolean | undefined> {
  const repository = openRepository(gitFolder);
  const head = await commitOf(repository, undefined);
  if (head === undefined) return undefined;
  const parts = path.split("/");
  let oid = head;
  // One folder after the other: a tree that names itself a thousand times takes no more time than the path is long.
  for (const [index, part] of parts.entries()) {
    const read = await git.readTree({ ...repository, oid }).catch(() => undefined);
    if (read === undefined) return undefined;
    const entry = read.tree.find((each) => each.path === part);
    if (entry === undefined) return false;
    if (entry.type !== "tree") return entry.type === "commit" || index === parts.length - 1;
    oid = entry.oid;
  }
  return true;
}
