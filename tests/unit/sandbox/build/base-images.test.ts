import { expect, test } from "vitest";
import { baseImagesOf, reasonToRefuse } from "../../../../harness/sandbox/build/base-images.ts";

const imagesOf = (...lines: readonly string[]): readonly string[] =>
  baseImagesOf(lines.join("\n")).map(({ image }) => image);

test("images are those of FROM and COPY --from, with arguments filled in, without stages and scratch", () => {
  expect(
    imagesOf(
      "ARG VERSION=3.13",
      'ARG KIND="slim"',
      `FROM python:\${VERSION}-$KIND AS build`,
      `FROM alpine:\${ALPINE:-3.20}`,
      "COPY --from=build /a /a",
      "COPY --from=0 /a /b",
      "COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/",
      "FROM scratch",
      "FROM build",
    ),
  ).toEqual(["python:3.13-slim", "alpine:3.20", "ghcr.io/astral-sh/uv:latest"]);
});

test.each([
  "python:3.13-slim",
  "library/python",
  "docker.io/library/python:3",
  "ghcr.io/a/b:1",
  "someone/flask",
  "assayer/x",
])("%s may be built upon", (image) => {
  expect(reasonToRefuse(image)).toBeUndefined();
});

test.each([
  ["169.254.169.254/x", /not a public registry/],
  ["localhost/x", /not a public registry/],
  ["registry.internal:5000/team/secret", /not a public registry/],
  ["assay-submission:0a1b2c", /one of assay's own/],
  ["assay/postgres:1", /one of assay's own/],
  ["python:$VERSION", /no value/],
])("%s may not", (image, why) => {
  expect(reasonToRefuse(image)).toMatch(why);
});
