import { manifest, namedMigrations } from "../../submission/named-migrations.ts";
import type { Workspace } from "../../submission/types.ts";
import type { MigrationCommands } from "../../types/runtime.ts";

/** The commands of a submission's migrations. */
export interface MigrationTool extends MigrationCommands {
  /** The file that names them; undefined where the tool was recognised. */
  readonly namedIn: string | undefined;
}

const flaskMigrate: MigrationCommands = {
  up: "flask db upgrade",
  back: "flask db downgrade",
  down: "flask db downgrade base",
  check: "flask db check",
};

/** As a module, it finds the packages of the folder that it is started in. */
const alembic: MigrationCommands = {
  up: "python -m alembic upgrade head",
  back: "python -m alembic downgrade -1",
  down: "python -m alembic downgrade base",
  check: "python -m alembic check",
};

/**
 * What the submission names in its pyproject.toml, else what the brief names for all, else Flask-Migrate, or Alembic with its settings at
 * the top of the repository; undefined where it is none of these. Throws InputError where what the submission names can't be used.
 */
export async function migrationTool(
  workspace: Pick<Workspace, "files" | "read">,
  ofBrief: MigrationCommands | undefined,
): Promise<MigrationTool | undefined> {
  const own = await namedMigrations(workspace);
  if (own !== undefined) return { ...own, namedIn: manifest };
  if (ofBrief !== undefined) return { ...ofBrief, namedIn: "brief.yaml" };
  const recognised = await recognise(workspace);
  return recognised && { ...recognised, namedIn: undefined };
}

async function recognise(workspace: Pick<Workspace, "files" | "read">): Promise<MigrationCommands | undefined> {
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
  if (asked.some((text) => /\bflask[-_.]migrate\b/i.test(text ?? ""))) return flaskMigrate;
  return settings.includes("alembic.ini") ? alembic : undefined;
}
