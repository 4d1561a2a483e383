import type { Outcome } from "../../types/outcome.ts";

/** What checks of the Dockerfile's text say where there is none: that it is missing, operations.builds tells. */
export const noDockerfile: Outcome = { verdict: "not-applicable", reason: "There is no Dockerfile at the top." };
