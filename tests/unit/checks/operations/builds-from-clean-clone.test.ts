import { join } from "node:path";
import { expect, test } from "vitest";
import check from "../../../../harness/checks/operations/builds-from-clean-clone.ts";
import { takeIn } from "../../../../harness/submission/intake.ts";
import { briefForTests } from "../../submission/brief-for-tests.ts";
import { git } from "../../submission/intake/git.ts";
import { temporaryFolder, writeTree } from "../../submission/intake/temporary.ts";

const dockerfile = [
  "FROM python:3.13-slim AS build",
  "COPY requirements.txt /",
  'COPY ["src/", "/src/"]',
  "COPY --chown=app pyproject.toml ./lock.txt /srv/",
  "COPY . .",
  "COPY --from=build /venv /venv",
  "COPY *.cfg conf/",
].join("\n");

const files = {
  Dockerfile: dockerfile,
  "requirements.txt": "flask\n",
  "pyproject.toml": "",
  "lock.txt": "",
  "src/app.py": "x = 1\n",
  "setup.cfg": "",
};

/** The outcome where these files are committed, and the others just lie there; undefined: there is no repository. */
async function outcomeWith(committed: readonly string[] | undefined) {
  await using temporary = await temporaryFolder();
  const folder = join(temporary.path, "shop");
  await writeTree(folder, files);
  if (committed !== undefined) {
    git(folder, "init", "-q", "-b", "main");
    git(folder, "add", ...committed);
    git(folder, "commit", "-qm", "first");
  }
  await using workspace = await takeIn(folder, {
    folder: join(temporary.path, "run"),
    signal: new AbortController().signal,
  });
  return await check.run({ brief: briefForTests, workspace });
}

test("everything that is copied is committed", async () => {
  expect(await outcomeWith(Object.keys(files))).toMatchObject({ verdict: "passed", examined: "5 files and folders" });
});

test("files and folders that the Dockerfile names and nobody committed are named, with its line", async () => {
  expect(await outcomeWith(["Dockerfile", "requirements.txt", "pyproject.toml"])).toMatchObject({
    verdict: "failed",
    findings: [
      { message: "The image copies src, which was never committed.", place: { path: "Dockerfile", line: 3 } },
      { message: "The image copies lock.txt, which was never committed.", place: { path: "Dockerfile", line: 4 } },
    ],
  });
});

test("a Dockerfile that was never committed is named", async () => {
  const all = Object.keys(files).filter((path) => path !== "Dockerfile");
  expect(await outcomeWith(all)).toMatchObject({
    findings: [{ message: "Dockerfile itself was never committed." }],
  });
});

test("without a repository nobody can tell", async () => {
  expect(await outcomeWith(undefined)).toMatchObject({ verdict: "not-applicable" });
});
