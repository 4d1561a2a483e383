import { Readable } from "node:stream";
import tar from "tar-stream";
import type { Workspace } from "../../submission/types.ts";
import { runBuild } from "../build/run-build.ts";
import { imageTagsOf } from "../leftovers/remove-run.ts";
import type { Sandbox } from "../open-sandbox.ts";

/** Requirement files that hold what tests need, by the names that people give them. */
const developmentRequirements =
  /^(requirements[-_./](dev|test|tests|testing|development)|(dev|test)[-_]requirements)\.(txt|in)$/i;

/** Versions of ours, used where the submission's image has none. */
const tools = "pytest==9.* coverage==7.*";

/**
 * The submission's image with pytest, coverage and its own development requirements: a layer on top, so that the image that was
 * graded stays as it is. Gives its reference, or why it could not be made.
 */
export async function testImage(
  sandbox: Sandbox,
  image: string,
  workspace: Workspace,
  signal: AbortSignal,
): Promise<{ readonly image: string } | { readonly failed: string } | { readonly unreachable: string }> {
  const requirements = workspace.files.map(({ path }) => path).filter((path) => developmentRequirements.test(path));
  const hasExtras = await declaresDevelopmentExtras(workspace);
  const info = await sandbox.engine.docker.getImage(image).inspect();
  const user = info.Config.User ?? "";
  const text = [
    `FROM ${image}`,
    "USER root",
    // Not the context itself: this Dockerfile names the run, and no layer after it could be used again.
    "COPY files/ /assay/requirements/",
    "WORKDIR /assay/requirements",
    ...requirements.map((path) => `RUN python -m pip install --no-cache-dir -r ${path}`),
    ...hasExtras.map((packages) => `RUN python -m pip install --no-cache-dir ${packages}`),
    `RUN python -c "import pytest, coverage" || python -m pip install --no-cache-dir ${tools}`,
    `WORKDIR ${info.Config.WorkingDir || "/"}`,
    ...(user === "" ? [] : [`USER ${user}`]),
  ].join("\n");
  // Development requirements often begin with `-r requirements.txt`.
  const lists = workspace.files.filter(
    ({ path }) =>
      /(^|\/)[^/]*(requirements|constraints)[^/]*\.(txt|in)$/i.test(path) || path.startsWith("requirements/"),
  );
  const files: { readonly path: string; readonly content: string }[] = [];
  for (const { path } of lists) files.push({ path, content: (await workspace.read(path)) ?? "" });
  const [, reference] = imageTagsOf(sandbox.runId);
  const result = await runBuild(sandbox, {
    image: reference,
    context: () => contextOf(text, files),
    dockerfile: { path: "Dockerfile.assay-tests", text, own: false, notices: [] },
    lines: [],
    signal,
  });
  if ("unreachable" in result) return result;
  return "failure" in result ? { failed: result.failure.reason } : { image: reference };
}

const mtime = new Date("2020-01-01T00:00:00Z");

function contextOf(
  dockerfile: string,
  files: readonly { readonly path: string; readonly content: string }[],
): Readable {
  const pack = tar.pack();
  pack.entry({ name: "Dockerfile.assay-tests", mtime }, dockerfile);
  pack.entry({ name: "files/", type: "directory", mtime });
  for (const { path, content } of files) pack.entry({ name: `files/${path}`, mtime }, content);
  pack.finalize();
  return Readable.from(pack);
}

/** Requirements of `dev`, `test` or `tests` extras and dependency groups in pyproject.toml, quoted for a shell. */
async function declaresDevelopmentExtras(workspace: Workspace): Promise<readonly string[]> {
  const text = (await workspace.read("pyproject.toml")) ?? "";
  const found = [...text.matchAll(/^[ \t]*(dev|test|tests|testing)[ \t]*=[ \t]*\[([^\]]{0,10000})\]/gm)].flatMap(
    ([, , list]) => [...(list ?? "").matchAll(/["']([^"'\n]+)["']/g)].flatMap(([, requirement]) => requirement ?? []),
  );
  // Names, extras, versions and markers; nothing that a shell would read otherwise.
  const plain = found.filter((requirement) =>
    /^[A-Za-z0-9._-]+(\[[A-Za-z0-9,_-]+\])?\s*[<>=!~0-9.,*\s]*$/.test(requirement),
  );
  return plain.length === 0 ? [] : [plain.map((requirement) => `'${requirement}'`).join(" ")];
}
