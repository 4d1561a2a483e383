import { describe, expect, test } from "vitest";
import { classicDockerfile } from "../../../../harness/sandbox/build/classic-dockerfile.ts";

const steps = (...lines: readonly string[]): readonly string[] => {
  const translated = classicDockerfile(lines.join("\n"));
  if (!("text" in translated)) throw new Error(JSON.stringify(translated));
  return translated.text.trimEnd().split("\n");
};

test("what the classic builder knows stays as it is, each instruction on one line, and its line is known", () => {
  const text = [
    "# syntax=docker/dockerfile:1",
    "from python:3.13-slim",
    "",
    "RUN pip install \\",
    "  # why",
    "  flask",
  ];
  expect(classicDockerfile(text.join("\n"))).toEqual({
    text: "FROM python:3.13-slim\nRUN pip install   flask\n",
    lines: [2, 4],
    modes: [],
  });
});

test("caches, secrets and sockets of a RUN are left out, what it binds is copied before", () => {
  expect(
    steps(
      "RUN --mount=type=cache,target=/root/.cache/pip \\",
      "    --mount=type=bind,source=requirements.txt,target=requirements.txt \\",
      "    --mount=type=secret,id=token \\",
      "    python -m pip install -r requirements.txt",
    ),
  ).toEqual(['COPY ["requirements.txt","requirements.txt"]', "RUN python -m pip install -r requirements.txt"]);
});

test("a here-document is what the shell gets, in the shell that the file chose", () => {
  expect(steps("RUN <<EOF", "set -e", 'echo "a"', "EOF", "USER app")).toEqual([
    `RUN ${JSON.stringify(["/bin/sh", "-c", 'set -e\necho "a"'])}`,
    "USER app",
  ]);
  expect(steps('SHELL ["bash", "-c"]', "RUN cat > /x <<EOF", "one", "EOF")).toEqual([
    'SHELL ["bash", "-c"]',
    `RUN ${JSON.stringify(["bash", "-c", "cat > /x <<EOF\none\nEOF"])}`,
  ]);
});

test("COPY --link is COPY, --chmod is kept for the context, --chown and --from stay", () => {
  const translated = classicDockerfile("COPY --link --chmod=755 --chown=app:app run.sh /srv/\nCOPY --from=build /a /b");
  expect(translated).toMatchObject({
    text: "COPY --chown=app:app run.sh /srv/\nCOPY --from=build /a /b\n",
    modes: [{ source: "run.sh", mode: 0o755 }],
  });
});

describe("the engine never fetches for a candidate", () => {
  test.each([
    ["ADD http://169.254.169.254/latest/meta-data/ /x"],
    ['ADD ["https://example.com/x", "/x"]'],
    ["add --chown=app http://example.com/x /x"],
    ["ADD --checksum=sha256:00 https://example.com/x /x"],
    ["ADD git@example.com:x/y.git /x"],
    ["ONBUILD ADD http://example.com/x /x"],
    ["ONBUILD ONBUILD ADD http://example.com/x /x"],
    ["A\\\nDD http://example.com/x /x"],
    ["ADD \\\n# nothing\n\n  http://example.com/x /x"],
    ["# escape=`\nADD `\nhttp://example.com/x /x"],
    ["\uFEFFADD http://example.com/x /x"],
  ])("%j is refused", (text) => {
    expect(classicDockerfile(text)).toMatchObject({ refused: expect.stringContaining("ADD") });
  });

  test.each([
    ["ADD $WHERE /x", "COPY $WHERE /x"],
    ["ADD h\\ttp:\\/\\/example.com/x /x", "COPY h\\ttp:\\/\\/example.com/x /x"],
    ['ADD "http:"//example.com/x /x', 'COPY "http:"//example.com/x /x'],
  ])("%s is a copy, which has no network", (text, copied) => {
    expect(steps(text)).toEqual([copied]);
  });

  test("a local archive is still added", () => {
    expect(steps("ADD data.tar.gz /srv/")).toEqual(["ADD data.tar.gz /srv/"]);
  });
});

test.each(["COPY <<EOF /etc/x\nhello\nEOF", "RUN <<EOF\n#!/usr/bin/env python\nprint(1)\nEOF", "COPY --parents a /b"])(
  "what there is no word for is said, and is not a failure: %j",
  (text) => {
    expect(classicDockerfile(text)).toMatchObject({ cannot: expect.any(String), line: 1 });
  },
);
