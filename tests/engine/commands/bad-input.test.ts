import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { assay, folderWith, startAssay } from "./assay.ts";

const orders = fileURLToPath(new URL("../../../specs/orders", import.meta.url));

/** A copy of the brief `orders` with one file changed. */
async function briefWith(file: string, change: (text: string) => string) {
  const folder = await folderWith({});
  await cp(orders, folder.path, { recursive: true });
  await writeFile(join(folder.path, file), change(await readFile(join(folder.path, file), "utf8")));
  return folder;
}

test("a folder that is not there is named, with what was expected", async () => {
  const { code, stdout, stderr } = await assay("grade", "/nowhere/at-all");
  expect(code).toBe(2);
  expect(stderr).toContain("/nowhere/at-all");
  expect(stderr).toMatch(/expected/);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stdout).toBe("");
});

test("an empty folder, and a file that is no archive, are refused", async () => {
  await using folder = await folderWith({ "notes.txt": "no archive" });
  await using empty = await folderWith({});
  const { code, stderr } = await assay("grade", empty.path);
  expect(code).toBe(2);
  expect(stderr).toContain(empty.path);
  const file = await assay("grade", join(folder.path, "notes.txt"));
  expect(file.code).toBe(2);
  expect(file.stderr).toMatch(/\.zip|archive/);
});

test("one source that can't be used does not keep the others from being graded", async () => {
  await using out = await folderWith({});
  await using plain = await folderWith({ "README.md": "A submission without any code.", Dockerfile: "FROM scratch\n" });
  const { code, stderr, stdout } = await assay("grade", "/nowhere/at-all", plain.path, "--out", out.path);
  expect(code).toBe(2);
  expect(stderr).toContain("/nowhere/at-all");
  expect(stdout).toMatch(/Report: file:/);
});

test("a brief that is not there, and one with broken YAML, are named with file and line", async () => {
  const none = await assay("grade", ".", "--brief", "no-such-brief");
  expect(none.code).toBe(2);
  expect(none.stderr).toContain("no-such-brief");
  await using broken = await briefWith("brief.yaml", (text) => text.replace("port: 8000", "port: [8000"));
  const { code, stderr } = await assay("grade", ".", "--brief", broken.path);
  expect(code).toBe(2);
  expect(stderr).toMatch(/brief\.yaml:\d+:\d+/);
});

test("an unknown check in a rubric is found before anything is built", async () => {
  await using brief = await briefWith("rubric.yaml", (text) =>
    text.replace("stateful.transitions", "stateful.teleport"),
  );
  for (const args of [
    ["brief", "lint", brief.path],
    ["grade", orders, "--brief", brief.path],
  ]) {
    const { code, stderr, stdout } = await assay(...args);
    expect(code).toBe(2);
    expect(stderr + stdout).toMatch(/rubric\.yaml:\d+:\d+/);
    expect(stderr + stdout).toContain("stateful.teleport");
  }
});

test("an unknown option and a limit that is none are told apart from a failed grade", async () => {
  expect((await assay("grade", ".", "--no-such-option")).code).toBe(2);
  const limit = await assay("grade", ".", "--limit", "memory=1");
  expect(limit.code).toBe(2);
  expect(limit.stderr).toContain("memoryBytes");
});

test("without an engine the message says what to do, and what works without one", async () => {
  const env = { DOCKER_HOST: "unix:///nowhere/docker.sock", DOCKER_CONTEXT: "", HOME: "/nowhere" };
  const { code, stderr } = await startAssay(["--no-install", "grade", orders], env).ended;
  expect(code).toBe(3);
  expect(stderr).toMatch(/\/nowhere\/docker\.sock/);
  expect(stderr).toContain("--url");
});

test("a URL that leads elsewhere, or where nothing answers, is refused", async () => {
  const far = await assay("check", "--url", "http://example.com");
  expect(far.code).toBe(2);
  const closed = await assay("check", "--url", "http://127.0.0.1:9");
  expect(closed.code).toBe(3);
  expect(closed.stderr).toMatch(/Nothing answers at http:\/\/127\.0\.0\.1:9/);
});

test("an invite is written to an empty folder only", async () => {
  await using out = await folderWith({ "mine.txt": "keep me" });
  const { code } = await assay("invite", "--brief", "orders", "--out", out.path);
  expect(code).toBe(2);
  expect(await readFile(join(out.path, "mine.txt"), "utf8")).toBe("keep me");
  await rm(join(out.path, "mine.txt"));
  expect((await assay("invite", "--brief", "orders", "--out", out.path)).code).toBe(0);
});

test("a document without an app, a header that is none and a scorecard that is none are told, and no secret is shown", async () => {
  const openapi = join(orders, "openapi.yaml");
  const noUrl = await assay("check", "--openapi", openapi);
  expect(noUrl).toMatchObject({ code: 2, stderr: expect.stringMatching(/where\s+--openapi\n\s+expected\s+--url/) });
  const header = await assay("check", "--url", "http://127.0.0.1:9", "--openapi", openapi, "--header", "s3cret");
  expect(header).toMatchObject({ code: 2, stderr: expect.stringMatching(/where\s+--header/) });
  expect(header.stderr).not.toContain("s3cret");
  const replay = await assay("replay", openapi, "contract.examples", "--url", "http://127.0.0.1:9");
  expect(replay).toMatchObject({ code: 2, stderr: expect.stringContaining(openapi) });
  const document = await assay("check", "--url", "http://127.0.0.1:9", "--openapi", join(orders, "brief.yaml"));
  expect(document).toMatchObject({ code: 2, stderr: expect.stringMatching(/is no OpenAPI 3\.0 or 3\.1 document/) });
});

test("a container runtime that the engine does not have is named, with those that it has", async () => {
  await using plain = await folderWith({ "README.md": "A submission without any code." });
  const { code, stderr } = await assay("grade", plain.path, "--runtime", "runsc-of-nobody");
  expect(code).toBe(3);
  expect(stderr).toContain('no container runtime "runsc-of-nobody"');
  expect(stderr).toContain("runc");
});
