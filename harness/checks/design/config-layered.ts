import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

export default defineCheck({
  id: "design.config-layered",
  stage: "source",
  advisory: true,
  title: "Settings are read in one place, not while a request is answered",
  why: "A setting that is read deep in the code is found missing by a customer, not at start.",
  hint: "Read the environment when the application is made, keep it in its configuration, and read that elsewhere.",
  async run({ workspace }) {
    const modules = ownCode(await workspace.facts());
    const reads = modules.reduce((total, { environment }) => total + environment.length, 0);
    if (reads === 0)
      return { verdict: "not-applicable", reason: "No variable is read by a name that is written down." };
    const late = modules.flatMap(({ path, environment, views }) =>
      environment
        .filter(({ line }) => views.some((view) => view.line <= line && line <= view.endLine))
        .map(({ variable, line }) => ({ path, variable, line })),
    );
    const examined = `${reads} variables`;
    if (late.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - late.length / reads,
      examined,
      findings: late.map(({ path, variable, line }) => ({
        message: `${variable} is read each time a request is answered.`,
        place: { path, line },
      })),
    };
  },
});
