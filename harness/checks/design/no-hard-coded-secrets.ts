import { knownSecretsIn, looksLikeSecret } from "../../submission/secrets.ts";
import type { Workspace } from "../../submission/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

/** Files of others, of tests, and files whose hashes look like secrets. */
const passedOver =
  /(^|\/)(tests?|testing|docs?|examples?|node_modules|vendor|migrations)\/|\.(lock|svg|ipynb|csv|map|min\.js)$|(^|\/)(package-lock\.json|test_[^/]*|conftest\.py)$/i;
const bounds = { files: 300, bytes: 200_000, allBytes: 5_000_000 };

/**
 * Two kinds: what a known service's keys look like, in any file; and in the code a name such as SECRET_KEY that is given a text
 * that looks like a real one. Placeholders ("dev", "change-me"), and what stands in for a variable that is not set, do not count.
 * Share: half for one, none for several.
 */
export default defineCheck({
  id: "design.no-hard-coded-secrets",
  stage: "source",
  title: "No password or key stands in the repository",
  why: "Everyone who ever sees the code has it, and it can't be changed without changing the code.",
  hint: "Read it from the environment, fail at start where it is missing, and change the one that was committed.",
  async run({ workspace }) {
    const modules = ownCode(await workspace.facts()).filter(({ path }) => !passedOver.test(path));
    const assigned = modules.flatMap(({ path, texts }) =>
      texts
        .filter(({ name, value, isFallback }) => !isFallback && looksLikeSecret(name, value))
        .map(({ name, line }): Finding => ({ message: `${name} is written into the code.`, place: { path, line } })),
    );
    const known = await knownSecrets(workspace);
    // The same place once: a key of a known form under a telling name is one secret.
    const at = ({ place }: Finding): string => `${place?.path}:${place?.line}`;
    const findings = [...new Map([...known, ...assigned].map((finding) => [at(finding), finding])).values()];
    const examined = `${modules.length} modules, ${workspace.files.length} files`;
    if (findings.length === 0) return { verdict: "passed", examined };
    return { verdict: "failed", share: findings.length === 1 ? 0.5 : 0, examined, findings };
  },
});

async function knownSecrets({ files, read }: Workspace): Promise<readonly Finding[]> {
  const looked = files
    .filter(({ path, bytes }) => !passedOver.test(path) && bytes <= bounds.bytes)
    .slice(0, bounds.files)
    .filter(within(bounds.allBytes));
  const found = await Promise.all(
    looked.map(async ({ path }) => {
      const text = (await read(path)) ?? "";
      return text.includes("\0") ? [] : (await knownSecretsIn(path, text)).map((secret) => ({ path, ...secret }));
    }),
  );
  return found
    .flat()
    .map(({ path, kind, line }) => ({ message: `A secret (${kind}) stands in ${path}.`, place: { path, line } }));
}

/** Lets files through as long as their sizes together stay within a bound. */
function within(most: number): (file: { readonly bytes: number }) => boolean {
  let left = most;
  return ({ bytes }) => {
    left -= bytes;
    return left >= 0;
  };
}
