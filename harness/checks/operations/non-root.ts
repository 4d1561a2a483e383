import { defineCheck } from "../check.ts";

export default defineCheck({
  id: "operations.non-root",
  stage: "runtime",
  after: ["operations.boots"],
  title: "The service does not run as root",
  why: "Whoever breaks into a service that runs as root has the whole container, and is one kernel bug from the machine.",
  hint: "Add a user in the Dockerfile and switch to it with USER before CMD.",
  async run({ runtime }) {
    // The init process in front is the engine's; it runs as the image's user too.
    const own = (await runtime.processes()).filter(({ command }) => !/^\S*(docker-init|tini)\b/.test(command));
    const asRoot = own.filter(({ user }) => user === "root" || user === "0");
    if (asRoot.length === 0) return { verdict: "passed" };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: "The service runs as root.",
          expected: "every process of the container belongs to another user than root",
          received: asRoot.map(({ pid, command }) => `${pid} ${command}`).join("\n"),
        },
      ],
    };
  },
});
