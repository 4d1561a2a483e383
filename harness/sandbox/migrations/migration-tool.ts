import type { Workspace } from "../../submission/types.ts";

/** A migration tool whose commands are known. */
export interface MigrationTool {
  /** What its commands begin with. */
  readonly command: readonly string[];
  /** Arguments of: to the newest revision, one back, back to nothing, compare with the models. */
  readonly up: readonly string[];
  readonly back: readonly string[];
  readonly down: readonly string[];
  readonly check: readonly string[];
}

/** Flask-Migrate, or Alembic with its settings at the top of the repository; undefined where it is neither. */
export async function migrationTool(workspace: Pick<Workspace, "files" | "read">): Promise<MigrationTool | undefined> {
  const paths = workspace.files.map(({ path }) => path);
  const settings = paths.filter((path) => /(^|\/)alembic\.ini$/.test(path));
  if (settings.length === 0 || !paths.some((path) => /(^|\/)env\.py$/.test(path))) return undefined;
  const asked = await Promise.all(
    paths
      .filter((path) =>
        /(^|\/)([^/]*requirements[^/]*\.(txt|in|lock)|pyproject\.toml|Pipfile|setup\.(py|cfg))$/i.test(path),
      )
      .map((path) => workspace.read(path)),
  );
  if (asked.some((text) => /\bflask[-_.]migrate\b/i.test(text ?? ""))) {
    return {
      command: ["flask", "db"],
      up: ["upgrade"],
      back: ["downgrade"],
      down: ["downgrade", "base"],
      check: ["check"],
    };
  }
  if (!settings.includes("alembic.ini")) return undefined;
  return {
    // As a module, it finds the packages of the folder that it is started in.
    command: ["python", "-m", "alembic"],
    up: ["upgrade", "head"],
    back: ["downgrade", "-1"],
    down: ["downgrade", "base"],
    check: ["check"],
  };
}
