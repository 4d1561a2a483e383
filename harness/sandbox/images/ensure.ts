import { messageOf } from "../../types/errors.ts";
import type { Engine } from "../engine/connect.ts";
import { buildFromFolder } from "./build-from-folder.ts";
import { type ImageName, type Images, imageNames, imageReferences } from "./inputs.ts";
import { makePythonImage } from "./python-image.ts";

/** The images that assay needs, built where they are missing. */
export async function ensureImages(engine: Engine, say: (line: string) => void): Promise<Images> {
  const images = await imageReferences();
  const missing = await missingImages(engine, images);
  if (missing.length === 0) return images;
  say(`Building ${missing.length} of assay's images (${missing.join(", ")}); this is done once.`);
  for (const name of missing) {
    const started = performance.now();
    if (name === "python") await makePythonImage(engine, images.python, say);
    else await buildFromFolder(engine, name, images[name], { BASE: images.python });
    say(`  ${images[name]}  ${((performance.now() - started) / 1000).toFixed(1)} s`);
    await removeOutdated(engine, name, images[name], say);
  }
  return images;
}

/** Names of the images that are not on the engine, base first. */
export async function missingImages(engine: Engine, images: Images): Promise<readonly ImageName[]> {
  const present = await Promise.all(
    imageNames.map((name) =>
      engine.docker
        .getImage(images[name])
        .inspect()
        .then(
          () => true,
          () => false,
        ),
    ),
  );
  return imageNames.filter((_, index) => present[index] === false);
}

/** An image of earlier inputs is of no more use; one that still runs somewhere stays until the next time. */
async function removeOutdated(
  engine: Engine,
  name: ImageName,
  current: string,
  say: (line: string) => void,
): Promise<void> {
  const images = await engine.docker.listImages({ filters: JSON.stringify({ label: [`assay.image=${name}`] }) });
  for (const tag of images.flatMap(({ RepoTags }) => RepoTags ?? [])) {
    if (!tag.startsWith(`assay/${name}:`) || tag === current) continue;
    await engine.docker
      .getImage(tag)
      .remove()
      .catch((error: unknown) => say(`  ${tag} is outdated and stays for now: ${messageOf(error)}`));
  }
}
