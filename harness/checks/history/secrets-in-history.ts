import { defineCheck } from "../check.ts";
import { short } from "./steps.ts";

export default defineCheck({
  id: "history.secrets-in-history",
  stage: "source",
  advisory: true,
  title: "No password or key was ever committed",
  why: "What a later commit deletes is still in the history, for everyone who has a copy.",
  hint: "Change the secret: it is known from now on, also when the history is rewritten.",
  async run({ workspace }) {
    const history = await workspace.history();
    if (history.length === 0)
      return { verdict: "not-applicable", reason: "The submission came without a git history." };
    const found = history.flatMap((commit) =>
      commit.changes.flatMap(({ path, addedSecrets }) => addedSecrets.map((kind) => ({ commit, path, kind }))),
    );
    const examined = `${history.length} commits`;
    if (found.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 0,
      examined,
      findings: found.slice(0, 10).map(({ commit, path, kind }) => ({
        message: `Commit ${short(commit)} adds a secret (${kind}) in ${path}. To ask: is it in use, and what would have to be done now?`,
        place: { path, commit: commit.id },
      })),
    };
  },
});
