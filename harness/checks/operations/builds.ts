import { defineCheck } from "../check.ts";

export default defineCheck({
  id: "operations.builds",
  stage: "build",
  title: "The repository builds into a container image",
  why: "A service that can't be built from its repository can't be run by anyone but its author.",
  hint: "Run `docker build .` in a fresh clone. Commit every file that the Dockerfile copies, and pin what it installs.",
  run({ build }) {
    if (build.built) {
      const seconds = Math.round(build.durationMs / 100) / 10;
      return {
        verdict: "passed",
        measurements: [
          { name: "build", value: seconds, unit: "s" },
          { name: "image", value: Math.round(build.imageBytes / 1_000_000), unit: "MB" },
        ],
      };
    }
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: `The image does not build: ${build.reason}`,
          expected: "`docker build .` ends without an error",
          detail: build.output,
          ...(build.place === undefined ? {} : { place: build.place }),
        },
      ],
    };
  },
});
