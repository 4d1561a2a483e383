import type { Workspace } from "../../submission/types.ts";

/** Where in the tests' container a file of the repository can be imported from. */
export interface Copies {
  /** Absolute paths. */
  readonly paths: readonly string[];
  /** End of the path of an installed package's file, undefined where it is part of none. */
  readonly suffix: string | undefined;
}

/** The repository's copy, the image's working folder, and an installed package. */
export function copiesOf(path: string, { files }: Pick<Workspace, "files">, workingFolder: string): Copies {
  const isPackage = files.some((file) => file.path === path.replace(/[^/]+$/, "__init__.py"));
  return {
    paths: [`/assay/work/${path}`, `${workingFolder === "/" ? "" : workingFolder}/${path}`],
    suffix: isPackage ? `-packages/${path.replace(/^src\//, "")}` : undefined,
  };
}

/** True where a path as coverage.py gives it, absolute or below the working folder, is one of these copies. */
export function isCopyOf(measured: string, { paths, suffix }: Copies): boolean {
  const absolute = measured.startsWith("/") ? measured : `/assay/work/${measured}`;
  return paths.includes(absolute) || (suffix !== undefined && absolute.endsWith(suffix));
}
