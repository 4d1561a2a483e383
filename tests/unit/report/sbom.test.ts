import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { expect, test } from "vitest";
import { renderSbom } from "../../../harness/report/sbom.ts";
import { exampleScorecard } from "./fixture.ts";

const card = {
  ...exampleScorecard(),
  packages: [
    { kind: "debian", name: "libc6", version: "2.41-12", architecture: "amd64" },
    { kind: "python", name: "flask", version: "3.1.2" },
  ],
} as const;

test("the bill of materials is valid CycloneDX, whatever the submission is called", async () => {
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  expect(await validator.validate(renderSbom(card) ?? "")).toBeNull();
});

test("a package has an address that scanners know", () => {
  const { components } = JSON.parse(renderSbom(card) ?? "");
  expect(components).toMatchObject([
    { name: "libc6", purl: "pkg:deb/debian/libc6@2.41-12?arch=amd64" },
    { name: "flask", version: "3.1.2", purl: "pkg:pypi/flask@3.1.2" },
  ]);
});

test("the same scorecard gives the same bytes, and one without packages nothing", () => {
  expect(renderSbom(card)).toBe(renderSbom(card));
  expect(renderSbom(exampleScorecard())).toBeUndefined();
});
