import { beforeAll, expect, test } from "vitest";
import { loadBrief } from "../../../harness/brief/load-brief.ts";
import type { Brief } from "../../../harness/brief/types.ts";
import { catalogue } from "../../../harness/checks/catalogue.ts";
import type { AnyCheck, Check } from "../../../harness/checks/check.ts";
import { chooseDockerfile } from "../../../harness/sandbox/build/choose-dockerfile.ts";
import { classicDockerfile } from "../../../harness/sandbox/build/classic-dockerfile.ts";
import { baseImagesOf } from "../../../harness/sandbox/build/base-images.ts";
import { dockerignore } from "../../../harness/submission/dockerfile/dockerignore.ts";
import { takeIn } from "../../../harness/submission/intake.ts";
import { temporaryFolder, writeTree } from "./intake/temporary.ts";

let brief: Brief;
beforeAll(async () => {
  brief = await loadBrief("orders");
});

const size = 40_000;
const lines = (line: string): string => `${line}\n`.repeat(Math.ceil(size / (line.length + 1)));

/** Texts that make a careless pattern or parser take time that grows with the square of the text, or worse. */
const texts: Readonly<Record<string, string>> = {
  "line feeds": "\n".repeat(size),
  spaces: " ".repeat(size),
  "one word": "a".repeat(size),
  "open brackets": "[".repeat(size),
  backticks: "`".repeat(size),
  "fences in lines": lines("```"),
  "quotation marks": "> ".repeat(size / 2),
  pipes: lines("| a | b"),
  "equals signs": "a=".repeat(size / 2),
  "names that are never assigned": lines("app:"),
  "keys with open lists": lines("dev = ["),
  "continued lines": lines("RUN a \\"),
  "here-documents without end": lines("RUN cat <<EOF"),
  "bytes that are no text": "\u0000\uFFFD\u202E".repeat(size / 3),
  "nested arguments": `FROM ${"${a:-".repeat(size / 5)}`,
};

const isSource = (check: AnyCheck): check is Check<"source"> => check.stage === "source";

test.each(Object.entries(texts))("a repository full of %s is read in seconds", { timeout: 60_000 }, async (_, text) => {
  await using temporary = await temporaryFolder();
  const from = `${temporary.path}/shop`;
  const names = ["README.md", "Dockerfile", ".dockerignore", ".env.example", "requirements.txt", "pyproject.toml"];
  await writeTree(from, Object.fromEntries([...names, "app.py", "tests/test_app.py"].map((name) => [name, text])));
  const signal = new AbortController().signal;
  await using workspace = await takeIn(from, { folder: `${temporary.path}/run`, signal });
  const begun = process.cpuUsage();
  for (const check of catalogue.filter(isSource)) {
    const outcome = await check.run({ brief, workspace });
    expect(["passed", "failed", "not-applicable"]).toContain(outcome.verdict);
  }
  const dockerfile = await chooseDockerfile(workspace);
  classicDockerfile(dockerfile.text);
  baseImagesOf(dockerfile.text);
  dockerignore(text)(`${"a".repeat(200)}/${"b".repeat(200)}`);
  const { user, system } = process.cpuUsage(begun);
  // Time of our own, so that a busy machine does not count: what grows with the square takes minutes.
  expect((user + system) / 1e6).toBeLessThan(20);
});

test("a line of stars is held against a name in time that grows with both", () => {
  const begun = performance.now();
  expect(dockerignore("*a*a*a*a*a*a*a*a*a*a*b")(`${"a".repeat(200)}/${"a".repeat(200)}`)).toBe(false);
  expect(dockerignore("**a**a**a**a**a**a**a**b")("a".repeat(1000))).toBe(false);
  expect(performance.now() - begun).toBeLessThan(5_000);
});
