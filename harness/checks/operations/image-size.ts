import { defineCheck } from "../check.ts";
import { noDockerfile } from "./no-dockerfile.ts";

export default defineCheck({
  id: "operations.image-size",
  stage: "build",
  after: ["operations.builds"],
  title: "The image holds little more than what is needed to run",
  why: "Every release and every new machine has to load the image first, and what is not in it can't be broken into.",
  hint: "Build on a slim base, leave compilers in an earlier stage, and change owners with COPY --chown: chown -R in a RUN stores each file twice.",
  notAskedBy: ({ runtime }) =>
    runtime.imageMegabytesAtMost === undefined ? "The brief sets no bound for the size of the image." : undefined,
  run({ brief, build }) {
    const most = brief.runtime.imageMegabytesAtMost;
    if (most === undefined || !build.built) return { verdict: "passed" };
    if (!build.ownDockerfile) return noDockerfile;
    const megabytes = Math.round(build.imageBytes / 1_000_000);
    const measurements = [{ name: "image", value: megabytes, unit: "MB" }];
    if (megabytes <= most) return { verdict: "passed", measurements };
    return {
      verdict: "failed",
      share: 0,
      measurements,
      findings: [
        { message: `The image has ${megabytes} MB.`, expected: `at most ${most} MB`, received: `${megabytes} MB` },
      ],
    };
  },
});
