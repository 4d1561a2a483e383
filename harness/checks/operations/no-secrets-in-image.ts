import { dockerignore } from "../../submission/dockerfile/dockerignore.ts";
import { readDockerfile } from "../../submission/dockerfile/read-dockerfile.ts";
import { looksLikeSecret } from "../../submission/secrets.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { noDockerfile } from "./no-dockerfile.ts";

/** Secrets that ENV or ARG set, and an .env with secrets in it that is copied. Share: half for one, none for several. */
export default defineCheck({
  id: "operations.no-secrets-in-image",
  stage: "source",
  title: "No password or key is built into the image",
  why: "Everyone who can pull the image can read what is in it, also what a later step deletes.",
  hint: "Give secrets when the container is started, and name .env in .dockerignore.",
  async run({ workspace }) {
    const dockerfile = await readDockerfile(workspace);
    if (dockerfile === undefined) return noDockerfile;
    const { path, instructions } = dockerfile;
    const set = instructions.flatMap(({ keyword, sets, line }) =>
      sets
        .filter(({ name, value }) => /^(ENV|ARG)$/.test(keyword) && looksLikeSecret(name, value))
        .map(
          ({ name }): Finding => ({
            message: `${keyword} sets ${name} to a text that looks like a real one.`,
            place: { path, line },
          }),
        ),
    );
    const ignores = dockerignore((await workspace.read(".dockerignore")) ?? "");
    const copy = instructions.find(
      ({ keyword, text, isInImage, isFromImage }) =>
        isInImage && /^(COPY|ADD)$/.test(keyword) && /^(\.|\.\/|\.env)\s/.test(text) && !isFromImage,
    );
    const settings = copy === undefined || ignores(".env") ? undefined : await workspace.read(".env", 100_000);
    const copied = (settings ?? "").split("\n").flatMap((line, index): readonly Finding[] => {
      const [, name = "", value = ""] = /^\s*(?:export\s+)?(\w+)\s*=\s*["']?([^"'\s#]*)/.exec(line) ?? [];
      if (!looksLikeSecret(name, value)) return [];
      return [
        { message: `.env, with ${name} in it, is copied into the image.`, place: { path: ".env", line: index + 1 } },
      ];
    });
    const findings = [...set, ...copied];
    if (findings.length === 0) return { verdict: "passed" };
    return { verdict: "failed", share: findings.length === 1 ? 0.5 : 0, findings };
  },
});
