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

test("the second build of the same files is a matter of seconds", async () => {
  const files = { "app.py": "", Dockerfile: baseLines.join("\n") };
  await built(files);
  const { report } = await built(files);
  expect(report).toMatchObject({ built: true, cached: true });
});

test("memory over the limit ends the build, not the machine", async () => {
  const greedy = 'RUN python -c "x = bytearray(700 * 1024 * 1024)"';
  const { report } = await built(dockerfile(base, greedy), { buildMemoryBytes: 256 * 1024 * 1024 });
  expect(report).toMatchObject({ built: false });
});
