import { officialPython, pull } from "../images/python-image.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { logicalLines, parts } from "./logical-lines.ts";

/** The Dockerfile as it will be built, and what was changed in it. */
export type BaseImages =
  | { readonly dockerfile: string; readonly notices: readonly string[] }
  | { readonly missing: string; readonly why: string };

/** Tags that mean Python 3.13, or whatever is newest: assay's own python:3.13-slim may stand in for them where nothing can be pulled. */
const standInFor = /^(docker\.io\/)?(library\/)?python:(3\.13(\.\d+)?|3|latest)?(-slim)?(-(trixie|bookworm))?$/;

/** Registries that anybody may pull from. The engine pulls with this machine's network: an address of the candidate's choice is none. */
const publicRegistries = new Set([
  ...["docker.io", "index.docker.io", "registry-1.docker.io", "ghcr.io", "quay.io", "mcr.microsoft.com", "gcr.io"],
  ...["public.ecr.aws", "registry.access.redhat.com", "registry.gitlab.com", "cgr.dev", "registry.suse.com"],
]);

/** Makes sure that every image that the Dockerfile builds upon is on the engine, may be built upon, and has no trigger that fetches. */
export async function ensureBaseImages(sandbox: Sandbox, dockerfile: string): Promise<BaseImages> {
  const { docker } = sandbox.engine;
  const notices: string[] = [];
  let text = dockerfile;
  for (const { written, image } of baseImagesOf(dockerfile)) {
    const why = reasonToRefuse(image) ?? (await fetched(sandbox, image));
    if (why !== undefined) {
      const named = image.includes(":") ? image : `${image}:latest`;
      if (!standInFor.test(named)) return { missing: image, why };
      text = withBase(text, written, officialPython);
      notices.push(`${image} can't be pulled here; ${officialPython} was used in its place.`);
      continue;
    }
    const { Config } = await docker.getImage(image).inspect();
    const triggers = (Config.OnBuild ?? []).filter((trigger) => parts(trigger).keyword === "ADD");
    if (triggers.length > 0) return { missing: image, why: "it fetches when it is built upon (ONBUILD ADD)" };
  }
  return { dockerfile: text, notices };
}

async function fetched(sandbox: Sandbox, image: string): Promise<string | undefined> {
  try {
    await sandbox.engine.docker.getImage(image).inspect();
    return undefined;
  } catch {
    return await pull(sandbox.engine, image, sandbox.limits.imageBytes);
  }
}

/** Why an image is not used, by its name alone; undefined where it may be. */
export function reasonToRefuse(image: string): string | undefined {
  if (image.includes("$")) return "its name is made of arguments that have no value";
  const [first = "", ...others] = image.split("/");
  if (/^assay(-|$)/.test(first.split(/[:@]/)[0] ?? "")) return "it is one of assay's own";
  const isRegistry = others.length > 0 && (/[.:]/.test(first) || first === "localhost");
  return isRegistry && !publicRegistries.has(first)
    ? `${first} is not a public registry that assay pulls from`
    : undefined;
}

/** Longer than any name of an image, and than any text with arguments in it. */
const longestName = 500;

/** Images named by FROM and COPY --from, arguments filled in, without stages of the same file and `scratch`. */
export function baseImagesOf(dockerfile: string): readonly { readonly written: string; readonly image: string }[] {
  const values = new Map<string, string>();
  const stages = new Set<string>();
  const found = new Map<string, string>();
  let stage = 0;
  const meet = (written: string): void => {
    const image = filledIn(written.slice(0, longestName), values);
    const isStage = stages.has(image.toLowerCase()) || (/^\d+$/.test(image) && Number(image) < stage);
    if (image !== "scratch" && !isStage) found.set(written, image);
  };
  for (const { keyword, rest } of logicalLines(dockerfile)) {
    const { keyword: inner, rest: innerRest } = keyword === "ONBUILD" ? parts(rest) : { keyword, rest };
    if (keyword === "ARG" && stage === 0) {
      const [, name = "", , value = ""] = /^(\w+)=(["']?)(.*)\2$/.exec(rest) ?? [];
      values.set(name, value);
    } else if (inner === "FROM") {
      const [written = "", as, name] = innerRest.split(/\s+/);
      meet(written);
      stage += 1;
      if (as?.toLowerCase() === "as" && name !== undefined) stages.add(name.toLowerCase());
    } else if (inner === "COPY" || inner === "ADD") {
      const from = /(?:^|\s)--from=(\S+)/.exec(innerRest)?.[1];
      if (from !== undefined) meet(from);
    }
  }
  return [...found].map(([written, image]) => ({ written, image }));
}

function filledIn(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))/g,
    (whole, braced: string | undefined, otherwise: string | undefined, bare: string | undefined) =>
      values.get(braced ?? bare ?? "") ?? otherwise ?? whole,
  );
}

/** The text, as `classicDockerfile` writes it, with another image in the place of one that FROM names. */
function withBase(dockerfile: string, written: string, base: string): string {
  const from = (line: string): boolean => line === `FROM ${written}` || line.startsWith(`FROM ${written} `);
  return dockerfile
    .split("\n")
    .map((line) => (from(line) ? `FROM ${base}${line.slice(5 + written.length)}` : line))
    .join("\n");
}
