import { mkdir, realpath, rm, symlink } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { InputError } from "../../types/errors.ts";
import { staysInside } from "./safe-path.ts";
import type { SeenLink } from "./tree-writer.ts";

/** Throws InputError for a link in an archive whose target lies outside: nobody packs such a link by accident. */
export function refuseLinkOutside(source: string, path: string, target: string): void {
  if (staysInside(path, target)) return;
  throw new InputError(`${source} has a link that leads out of the archive.`, {
    where: source,
    found: `${path} -> ${target.slice(0, 200)}`,
    expected: "links that stay below the archive's top folder",
  });
}

/**
 * Makes the links that were seen, then removes each one that does not end inside `root` (or nowhere): a chain of links can
 * lead outside even when every single one looks harmless. Gives a notice for each link that was left out.
 */
export async function makeLinks(root: string, links: readonly SeenLink[]): Promise<readonly string[]> {
  const notices: string[] = [];
  const made: SeenLink[] = [];
  const top = await realpath(root);
  // Before the first link exists, so that no folder is ever made through one.
  for (const link of links) {
    if (staysInside(link.path, link.target))
      await mkdir(dirname(join(root, link.path)), { recursive: true }).catch(() => {});
  }
  for (const link of links) {
    const place = join(root, link.path);
    const inside = staysInside(link.path, link.target);
    if (inside && (await isPlain(root, dirname(place))) && (await symlinked(link.target, place))) made.push(link);
    else notices.push(`${link.path} was left out: a link that leads outside, or whose name is taken.`);
  }
  // Removing one link can break another that leads through it: until nothing changes any more. A chain of links that the system
  // follows has at most 40, so that this ends soon.
  for (let left: readonly SeenLink[] = made, before = -1; left.length !== before; ) {
    before = left.length;
    const kept: SeenLink[] = [];
    for (const link of left) {
      if (await endsInside(top, join(root, link.path))) kept.push(link);
      else {
        await rm(join(root, link.path), { force: true });
        notices.push(`${link.path} was left out: a link that leads nowhere, or outside.`);
      }
    }
    left = kept;
  }
  return notices;
}

/** True when the folder is reached without passing a link. */
async function isPlain(root: string, folder: string): Promise<boolean> {
  const top = await realpath(root);
  return (await realpath(folder).catch(() => undefined)) === join(top, folder.slice(root.length));
}

async function symlinked(target: string, place: string): Promise<boolean> {
  return symlink(target, place).then(
    () => true,
    () => false,
  );
}

async function endsInside(top: string, place: string): Promise<boolean> {
  const real = await realpath(place).catch(() => undefined);
  return real !== undefined && (real === top || real.startsWith(top + sep));
}
