import { readInstalled } from "../../submission/dependencies/installed.ts";
import { readRequirements } from "../../submission/dependencies/requirements.ts";
import { readDockerfile } from "../../submission/dockerfile/read-dockerfile.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";

/** Asked for twice with different versions, and places whose content can change: a branch instead of a commit. */
export default defineCheck({
  id: "design.dependency-hygiene",
  stage: "source",
  advisory: true,
  title: "Each dependency is asked for once, from a place that does not change",
  why: "Two answers to the question which version is used means that nobody knows which.",
  hint: "Keep one line for each package, and name a release or a commit where it does not come from the package index.",
  async run({ workspace }) {
    const { requirements } = await readInstalled(workspace, await readDockerfile(workspace));
    const files = [...new Set(requirements.map(({ path }) => path))].filter((path) => path.endsWith(".txt"));
    const asked = (await Promise.all(files.map((path) => readRequirements(workspace, path)))).flatMap(
      (each) => each.asked,
    );
    const twice = asked.flatMap((each, index): readonly Finding[] => {
      const first = asked.findIndex(({ name, path }) => name === each.name && path === each.path);
      const other = asked[first];
      if (first >= index || other === undefined || other.versions === each.versions) return [];
      const message = `${each.name} is asked for twice: ${other.versions || "any version"} and ${each.versions || "any version"}.`;
      return [{ message, place: { path: each.path, line: each.line } }];
    });
    const moving = requirements
      .filter(({ versions }) => /^@\s*git\+/.test(versions) && !/@([0-9a-f]{7,40}|v?\d[\w.]*)(#|$)/.test(versions))
      .map(
        ({ name, path, line }): Finding => ({
          message: `${name} comes from a branch, which changes.`,
          place: { path, line },
        }),
      );
    const findings = [...twice, ...moving];
    if (requirements.length === 0) return { verdict: "not-applicable", reason: "No list of dependencies can be read." };
    const examined = `${requirements.length} dependencies`;
    if (findings.length === 0) return { verdict: "passed", examined };
    return { verdict: "failed", share: findings.length === 1 ? 0.5 : 0, examined, findings };
  },
});
