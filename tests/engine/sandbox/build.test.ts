import type { Readable } from "node:stream";
import { text as readText } from "node:stream/consumers";
import { beforeAll, expect, test } from "vitest";
import { buildImage } from "../../../harness/sandbox/build/build-image.ts";
import { type Bench, baseLines, bench, closedAndEmpty, type Files, signal, submission } from "./bench.ts";

let on: Bench;
beforeAll(async () => {
  on = await bench();
});

/** Builds a submission in a sandbox of its own, which leaves nothing. */
async function built(files: Files, limits = {}) {
  const sandbox = await on.sandbox(limits);
  try {
    await using workspace = await submission(files);
    return await buildImage(sandbox, workspace, { signal });
  } finally {
    expect(await closedAndEmpty(on.engine, sandbox)).toEqual([]);
  }
}

/** Names of the containers that the engine made between two points in time, in seconds. */
async function namesMade(since: number, until: number): Promise<readonly string[]> {
  const filters = JSON.stringify({ type: ["container"], event: ["create"] });
  const stream = await on.engine.docker.getEvents({ since, until, filters });
  const text = await readText(stream as Readable);
  return text.split("\n").flatMap((line) => /"name":"([^"]*)"/.exec(line)?.[1] ?? []);
}

const dockerfile = (...lines: readonly string[]): Files => ({ "app.py": "", Dockerfile: lines.join("\n") });
const base = "FROM python:3.13-slim";

test("a build over its time is stopped, and the reason names the limit", async () => {
  const begun = performance.now();
  const { report, image } = await built(dockerfile(base, `RUN sleep 300 # ${begun}`), { buildSeconds: 4 });
  expect(image).toBeUndefined();
  expect(report).toMatchObject({ built: false, reason: expect.stringMatching(/4 s/) });
  expect(performance.now() - begun).toBeLessThan(60_000);
});

test("the instruction that fails is named with its line and its words", async () => {
  const { report } = await built(dockerfile(base, "", "RUN echo 'no such thing' >&2 && exit 3"));
  expect(report).toMatchObject({
    built: false,
    place: { path: "Dockerfile", line: 3 },
    output: expect.stringContaining("no such thing"),
  });
});

test("a build reaches the package index and nothing else", async () => {
  const reach = (host: string) => `RUN python -c "import urllib.request as u; u.urlopen('${host}', timeout=5)"`;
  const { report } = await built(dockerfile(base, reach("https://example.com/")));
  expect(report).toMatchObject({ built: false });
  const index = await built(dockerfile(base, "RUN pip download --no-deps --dest /tmp flask==3.1.3"));
  expect(index.report).toMatchObject({ built: true });
});

test("the second build of the same files runs nothing, and starts no proxy for what would run", async () => {
  // The last image goes with its run; those below it are the cache.
  const files = dockerfile(...baseLines, `RUN echo ${performance.now()}`, 'CMD ["true"]');
  expect((await built(files)).report).toMatchObject({ built: true, cached: false });
  const between = Date.now() / 1000;
  expect((await built(files)).report).toMatchObject({ built: true, cached: true });
  const [first, second] = [await namesMade(between - 60, between), await namesMade(between, Date.now() / 1000)];
  expect(first).toContainEqual(expect.stringContaining("build-proxy"));
  expect(second).not.toContainEqual(expect.stringContaining("build-proxy"));
});

test("memory over the limit ends the build, not the machine", async () => {
  const greedy = 'RUN python -c "x = bytearray(700 * 1024 * 1024)"';
  const { report } = await built(dockerfile(base, greedy), { buildMemoryBytes: 256 * 1024 * 1024 });
  expect(report).toMatchObject({ built: false });
});
