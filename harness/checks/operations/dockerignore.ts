import { readDockerfile } from "../../submission/dockerfile/read-dockerfile.ts";
import { defineCheck } from "../check.ts";
import { noDockerfile } from "./no-dockerfile.ts";

export default defineCheck({
  id: "operations.dockerignore",
  stage: "source",
  title: "What does not belong into the image is kept out of it",
  why: "Without a .dockerignore, an image that copies everything carries the history, local settings and whatever else lies around.",
  hint: "Add a .dockerignore that names .git, .env, virtual environments and caches; or copy only what is needed.",
  async run({ workspace }) {
    const dockerfile = await readDockerfile(workspace);
    if (dockerfile === undefined) return noDockerfile;
    const copy = dockerfile.instructions.find(
      ({ keyword, text, isInImage, isFromImage }) =>
        isInImage && /^(COPY|ADD)$/.test(keyword) && !isFromImage && /^\.\/?\s/.test(text),
    );
    if (copy === undefined) return { verdict: "passed", examined: "the folder is not copied as a whole" };
    const names = new Set([".dockerignore", `${dockerfile.path}.dockerignore`]);
    if (workspace.files.some(({ path }) => names.has(path))) return { verdict: "passed" };
    const message = "The whole folder is copied into the image, and there is no .dockerignore.";
    return { verdict: "failed", share: 0, findings: [{ message, place: { path: dockerfile.path, line: copy.line } }] };
  },
});
