import type { Workspace } from "../../submission/types.ts";
import { defaultDockerfile } from "./default-dockerfile.ts";

export interface ChosenDockerfile {
  /** Path in the build context. */
  readonly path: string;
  readonly text: string;
  readonly own: boolean;
  readonly notices: readonly string[];
}

/** The submission's Dockerfile, whatever its case, or assay's default where there is none. */
export async function chooseDockerfile(workspace: Workspace): Promise<ChosenDockerfile> {
  const named = workspace.files.filter(({ path }) => path.toLowerCase() === "dockerfile");
  const file = named.find(({ path }) => path === "Dockerfile") ?? named[0];
  if (file !== undefined) {
    const notices =
      file.path === "Dockerfile" ? [] : [`The Dockerfile is called ${file.path}; docker build looks for Dockerfile.`];
    return { path: file.path, text: (await workspace.read(file.path)) ?? "", own: true, notices };
  }
  const { text, entry } = await defaultDockerfile(workspace);
  return {
    path: "Dockerfile.assay-default",
    text,
    own: false,
    notices: [`There is no Dockerfile: assay's default was used (gunicorn ${entry}).`],
  };
}
