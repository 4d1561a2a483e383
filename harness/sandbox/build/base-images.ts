import { DockerfileParser } from "dockerfile-ast";
import { officialPython, pull } from "../images/python-image.ts";
import type { Sandbox } from "../open-sandbox.ts";

/** The Dockerfile as it will be built, and what was changed in it. */
export type BaseImages =
  | { readonly dockerfile: string; readonly notices: readonly string[] }
  | { readonly missing: string; readonly why: string };

/** Tags that mean Python 3.13, or whatever is newest: assay's own python:3.13-slim may stand in for them where nothing can be pulled. */
const standInFor = /^(docker\.io\/)?(library\/)?python:(3\.13(\.\d+)?|3|latest)?(-slim)?(-(trixie|bookworm))?$/;

/** Makes sure that every image that the Dockerfile builds upon is on the engine. */
export async function ensureBaseImages(sandbox: Sandbox, dockerfile: string): Promise<BaseImages> {
  const { docker } = sandbox.engine;
  const notices: string[] = [];
  let text = dockerfile;
  for (const image of baseImagesOf(dockerfile)) {
    const isHere = await docker
      .getImage(image)
      .inspect()
      .then(
        () => true,
        () => false,
      );
    if (isHere) continue;
    const why = await pull(sandbox.engine, image);
    if (why === undefined) continue;
    const named = image.includes(":") ? image : `${image}:latest`;
    if (!standInFor.test(named)) return { missing: image, why };
    text = text.replace(
      new RegExp(`^(\\s*FROM\\s+(?:--\\S+\\s+)*)${RegExp.escape(image)}(?=\\s|$)`, "gim"),
      `$1${officialPython}`,
    );
    notices.push(`${image} can't be pulled here; ${officialPython} was used in its place.`);
  }
  return { dockerfile: text, notices };
}

/** Images named by FROM, without stages of the same file, `scratch`, and names made of arguments. */
function baseImagesOf(dockerfile: string): readonly string[] {
  const froms = DockerfileParser.parse(dockerfile).getFROMs();
  const stages = new Set(froms.flatMap((from) => from.getBuildStage()?.toLowerCase() ?? []));
  const images = froms.flatMap((from) => from.getImage() ?? []);
  return [...new Set(images)].filter(
    (image) => image !== "scratch" && !stages.has(image.toLowerCase()) && !image.includes("$"),
  );
}
