import type { Workspace } from "../../submission/types.ts";

export interface Document {
  readonly path: string;
  readonly text: string;
}

/** The README at the top: under the published name, or any name that hosting sites show (README, .rst, .txt, any case). */
export async function findReadme(workspace: Workspace, published: string): Promise<Document | undefined> {
  const names = workspace.files.map(({ path }) => path);
  const path =
    names.find((name) => name === published) ??
    names.find((name) => name.toLowerCase() === published.toLowerCase()) ??
    names.find((name) => /^readme(\.(md|markdown|mdown|rst|txt|adoc|asciidoc))?$/i.test(name));
  const text = path === undefined ? undefined : await workspace.read(path);
  return path === undefined || text === undefined ? undefined : { path, text: withoutTask(text) };
}

/** The starter repository's README is the task, between two marks: what stands there is not the candidate's. Lines keep their numbers. */
function withoutTask(text: string): string {
  return text.replace(/<!-- task: begin -->.*?<!-- task: end -->/gs, (task) => task.replace(/[^\n]+/g, ""));
}

/** Documents in the repository that this one names, for example `docs/running.md`. */
export async function namedDocuments(workspace: Workspace, document: Document): Promise<readonly Document[]> {
  const named = workspace.files.filter(
    ({ path }) => path !== document.path && /\.(md|markdown|rst|txt)$/i.test(path) && document.text.includes(path),
  );
  const read = named.slice(0, 20).map(async ({ path }) => ({ path, text: (await workspace.read(path)) ?? "" }));
  return Promise.all(read);
}
