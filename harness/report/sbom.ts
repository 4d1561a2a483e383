import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import { PackageURL } from "packageurl-js";
import type { InstalledPackage, Scorecard } from "../types/scorecard.ts";
import { unseen } from "./text/unseen.ts";

/**
 * What is installed in the submission's image, as a software bill of materials in CycloneDX 1.6 JSON, which scanners of known
 * vulnerabilities read. Undefined where no image was looked into. The same scorecard gives the same bytes.
 */
export function renderSbom(scorecard: Scorecard): string | undefined {
  const { packages } = scorecard;
  if (packages === undefined) return undefined;
  const { Application, Container } = Enums.ComponentType;
  const tool = new Models.Component(Application, "assay", { version: scorecard.assayVersion, bomRef: "assay" });
  const bom = new Models.Bom({
    metadata: new Models.Metadata({
      timestamp: new Date(scorecard.run.startedAt),
      tools: new Models.Tools({ components: new Models.ComponentRepository([tool]) }),
      component: new Models.Component(Container, plain(scorecard.submission.name), { bomRef: "submission" }),
    }),
    components: new Models.ComponentRepository(packages.map(component)),
  });
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function component({ kind, name, version, architecture }: InstalledPackage): Models.Component {
  const url =
    kind === "python"
      ? new PackageURL("pypi", undefined, name, version)
      : new PackageURL("deb", "debian", name, version, architecture === undefined ? {} : { arch: architecture });
  const purl = url.toString();
  return new Models.Component(Enums.ComponentType.Library, name, { version, purl, bomRef: purl });
}

function plain(text: string): string {
  return text.replace(unseen, "\uFFFD");
}
