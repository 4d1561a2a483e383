import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";

/** A secret whose form says what it opens: a cloud key, a token of a known service, a private key. */
export interface KnownSecret {
  /** What it is, without the secret itself. */
  readonly kind: string;
  readonly line: number;
}

/** Addresses with a password in them are examples more often than not: they are judged by what they are used for. */
const left = /basicauth|database-connection-string|filter-comments/;

/** Secrets in a text that secretlint's recommended rules know. */
export async function knownSecretsIn(path: string, content: string): Promise<readonly KnownSecret[]> {
  const { messages } = await lintSource({
    source: { filePath: path, content, contentType: "text" },
    options: {
      noPhysicFilePath: true,
      maskSecrets: true,
      config: { rules: [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: creator, options: {} }] },
    },
  });
  return messages
    .filter(({ ruleId }) => !left.test(ruleId))
    .map(({ ruleId, loc }) => ({ kind: kindOf(ruleId), line: loc.start.line }));
}

function kindOf(rule: string): string {
  return rule.replace(/^.*secretlint-rule-/, "").replace("privatekey", "private key");
}

const secretName =
  /(^|_)(secret_key|secret|password|passwd|pwd|api_?key|token|access_token|auth_token|private_key|client_secret|password_salt|signing_key|encryption_key|jwt_key)$/i;
const placeholder =
  /dev|test|example|chang|replac|your|secret-?key$|dummy|fake|placeholder|xxx|todo|local|default|insecure|sample|not-?set|none|null|[<>{}$%*]|\.\.\./i;

/** True for a name that a secret has, and a value that looks like one: long, letters and digits, and no word that says "put yours here". */
export function looksLikeSecret(name: string, value: string): boolean {
  if (!secretName.test(name) || placeholder.test(value) || /[\s/:@]/.test(value) || value.length < 8) return false;
  // The name of a variable or a field that holds it is none.
  if (/^[A-Z0-9]+(_[A-Z0-9]+)+$/.test(value) || /^[a-z]+([_-][a-z]+)*$/.test(value)) return false;
  return /\d/.test(value) && (/[A-Za-z]/.test(value) || value.length >= 16);
}
