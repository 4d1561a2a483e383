import { lint } from "../../submission/facts/ruff.ts";
import { looksLikeSecret } from "../../submission/secrets.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

/**
 * Settings that open something unless somebody closes it: ruff's rules for debug mode (S201), certificates that are not checked
 * (S501), code from data (S102, S301, S307, S506), shells (S602, S605); and a password that counts where none is set.
 */
const rules = ["S102", "S201", "S301", "S307", "S501", "S506", "S602", "S605"];
const access = /(^|_)(password|passwd|secret_key|secret|api_?key|token)$/i;

export default defineCheck({
  id: "design.safe-defaults",
  stage: "source",
  advisory: true,
  title: "Left alone, the service is closed rather than open",
  why: "Defaults are what runs in production when somebody forgets a setting.",
  hint: "Leave debug mode off, check certificates, and refuse to start without a password instead of inventing one.",
  async run({ workspace }) {
    const modules = ownCode(await workspace.facts()).filter(({ path }) => !/(^|\/)docs?\//.test(path));
    const linted = lint(modules, { select: rules });
    const found = modules.flatMap(({ path, texts }): readonly Finding[] => [
      ...(linted.get(path) ?? [])
        .filter(({ code, message }) => rules.includes(code) && !/Safe|seems safe/.test(message))
        .map(({ code, message, line }) => ({ message: `${code}: ${message}`, place: { path, line } })),
      ...texts
        .filter(({ name, value, isFallback }) => isFallback && (access.test(name) || looksLikeSecret(name, value)))
        .map(({ name, line }) => ({
          message: `Where ${name} is not set, a text from the code counts.`,
          place: { path, line },
        })),
    ]);
    const examined = `${modules.length} modules`;
    if (found.length === 0) return { verdict: "passed", examined };
    return { verdict: "failed", share: found.length === 1 ? 0.5 : 0, examined, findings: found };
  },
});
