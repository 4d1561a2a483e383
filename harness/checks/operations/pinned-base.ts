import { readDockerfile } from "../../submission/dockerfile/read-dockerfile.ts";
import { defineCheck } from "../check.ts";
import { noDockerfile } from "./no-dockerfile.ts";

/** Tags that move on to another version by themselves; whatever else a tag says is taken as a version. */
const floating = /^(latest|slim|alpine|stable|stable-slim|testing|unstable|rolling|edge|main|master|nightly|dev)$/;

/** Share: bases with a version over bases. */
export default defineCheck({
  id: "operations.pinned-base",
  stage: "source",
  title: "The image is built upon a base with a version",
  why: "Upon a base without a version, the same repository gives another image tomorrow, and one day none.",
  hint: "Name the version in FROM, for example python:3.13-slim instead of python or python:latest.",
  async run({ workspace }) {
    const dockerfile = await readDockerfile(workspace);
    if (dockerfile === undefined) return noDockerfile;
    const named = dockerfile.bases.filter(({ image }) => !image.includes("$"));
    const loose = named.filter(({ image }) => isLoose(image));
    const examined = named.map(({ image }) => image).join(", ");
    if (loose.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - loose.length / named.length,
      examined,
      findings: loose.map(({ image, line }) => ({
        message: `${image} has no version.`,
        place: { path: dockerfile.path, line },
      })),
    };
  },
});

function isLoose(image: string): boolean {
  if (image.includes("@sha256:")) return false;
  // A colon before a slash belongs to a registry's port.
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  return tag === undefined || floating.test(tag.toLowerCase());
}
