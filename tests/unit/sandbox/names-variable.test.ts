import { expect, test } from "vitest";
import { namesVariable } from "../../../harness/sandbox/service/names-variable.ts";

test.each([
  ["KeyError: 'DATABASE_URL'", "DATABASE_URL"],
  ["database_url", "DATABASE_URL"],
  ["database.url: field required", "DATABASE_URL"],
  ["DatabaseUrl is missing", "DATABASE_URL"],
  ["password", "API_PASSWORD"],
  ["  password: Field required [type=missing]", "BASIC_PASSWORD"],
])("%j names %s", (text, variable) => {
  expect(namesVariable(text, variable)).toBe(true);
});

test.each([
  ["Listening at: http://0.0.0.0:8080 (url)", "DATABASE_URL"],
  ["could not connect to the database", "DATABASE_URL"],
  ["passwords are hashed", "API_PASSWORD"],
  ["user", "BASIC_USER"],
])("%j does not name %s", (text, variable) => {
  expect(namesVariable(text, variable)).toBe(false);
});
