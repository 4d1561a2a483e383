import { expect, test } from "vitest";
import { knownSecretsIn, looksLikeSecret } from "../../../harness/submission/secrets.ts";

// Put together here, so that no scanner takes this file for a leak.
const token = `${["gh", "p_"].join("")}wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx`;

test("keys of known services are found by their form, with their line, and never repeated", async () => {
  const found = await knownSecretsIn("a.py", `x = 1\nTOKEN = "${token}"\n`);
  expect(found).toEqual([{ kind: "github", line: 2 }]);
});

test("an address with a password, as a README gives it for an example, is none", async () => {
  expect(await knownSecretsIn("README.md", "DATABASE_URL=postgresql://user:password@host:5432/name\n")).toEqual([]);
});

test.each([
  ["SECRET_KEY", "kR7vQ2mX9pLw4TzB"],
  ["password", "hunter2hunter2"],
  ["DB_PASSWORD", "Tr0ubadour&3"],
  ["SECURITY_PASSWORD_SALT", "146585145368132386173505678016728509634"],
])("%s = %s looks like a secret", (name, value) => {
  expect(looksLikeSecret(name, value)).toBe(true);
});

test.each([
  ["SECRET_KEY", "dev"],
  ["SECRET_KEY", "change-me-in-production-1"],
  ["API_PASSWORD", "API_PASSWORD_V2"],
  ["password", "your password 123"],
  ["token", "refresh_token"],
  ["password_hash_algorithm", "pbkdf2sha256"],
  ["SECRET_KEY", "{SECRET_KEY1}"],
  ["token_url", "https://host/oauth2/token"],
])("%s = %s is a placeholder, a name or something else", (name, value) => {
  expect(looksLikeSecret(name, value)).toBe(false);
});
