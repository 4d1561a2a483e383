import { isExact, readInstalled } from "../../submission/dependencies/installed.ts";
import { readDockerfile } from "../../submission/dockerfile/read-dockerfile.ts";
import { defineCheck } from "../check.ts";

/**
 * What the image installs by name: exactly one version (`==`, in a requirements or a constraints file), or a lock file. What
 * those packages need in turn does not count. Share: pinned over asked for.
 */
export default defineCheck({
  id: "operations.pinned-dependencies",
  stage: "source",
  title: "Every package that the image installs has a fixed version",
  why: "A package that is newer than the one it was tested with can break the service overnight, without a change of its own.",
  hint: "Write name==version in requirements.txt (pip freeze tells), or install from a lock file (uv, Poetry, Pipenv).",
  async run({ workspace }) {
    const { requirements, lock } = await readInstalled(workspace, await readDockerfile(workspace));
    if (lock !== undefined) return { verdict: "passed", examined: lock };
    if (requirements.length === 0) return { verdict: "not-applicable", reason: "No list of packages can be read." };
    const loose = requirements.filter(({ versions }) => !isExact(versions));
    const examined = `${requirements.length} packages`;
    if (loose.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - loose.length / requirements.length,
      examined,
      findings: loose.slice(0, 20).map(({ name, versions, path, line }) => ({
        message: `${name} may be installed in ${versions === "" ? "any version" : `every version that is ${versions}`}.`,
        place: { path, line },
      })),
    };
  },
});
