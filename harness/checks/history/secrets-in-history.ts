import { defineCheck } from "../check.ts";
import { lookThrough, short } from "./steps.ts";

export default defineCheck({
  id: "history.secrets-in-history",
  stage: "source",
  advisory: true,
  title: "No password or key was ever committed",
  why: "What a later commit deletes is still in the history, for everyone who has a copy.",
  hint: "Change the secret: it is known from now on, also when the history is rewritten.",
  async run({ workspace }) {
    return lookThrough(await workspace.history(), (commit) =>
      commit.changes.flatMap(({ path, addedSecrets }) =>
        addedSecrets.map((kind) => ({
          message: `Commit ${short(commit)} adds a secret (${kind}) in ${path}. To ask: is it in use, and what would have to be done now?`,
          place: { path, commit: commit.id },
        })),
      ),
    );
  },
});
