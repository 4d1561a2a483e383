import { expect, test } from "vitest";
import { saysWhatWentWrong } from "../../../../harness/checks/observability/says-what-went-wrong.ts";

const line = (text: string) => ({ stream: "stdout" as const, text });

test.each([
  '{"level":"WARNING","message":"The database is away"}',
  '{"severity":"error","event":"The database is away"}',
  '{"lvl":"crit","message":"x"}',
  '{"levelno":40,"message":"x"}',
  '{"level":"INFO","message":"500","exception":"Traceback (most recent call last):\\n  File ..."}',
  "Traceback (most recent call last):",
])("%s is word of a failure", (text) => {
  expect(saysWhatWentWrong(line(text))).toBe(true);
});

test.each([
  '{"level":"INFO","message":"GET /v1/orders/1 503","status":503,"duration_ms":40.5}',
  '{"level":"info","message":"an error"}',
  '{"levelno":20,"message":"x"}',
  "an error, in plain text",
])("%s is none", (text) => {
  expect(saysWhatWentWrong(line(text))).toBe(false);
});
