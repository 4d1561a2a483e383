import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hostCertificates } from "./host-certificates.ts";

/** The images that assay itself needs. */
export const imageNames = ["python", "postgres", "gateway", "reference"] as const;
export type ImageName = (typeof imageNames)[number];

/** Image references; the tag is the hash of what the image is made of. */
export type Images = Readonly<Record<ImageName, string>>;

/** The folder that holds an image's files. */
export function imageFolder(name: ImageName): string {
  return fileURLToPath(new URL(`../../../docker/${name}/`, import.meta.url));
}

/** What each image is called now: from its files, the base's and the host's certificate authorities. Builds nothing. */
export async function imageReferences(): Promise<Images> {
  const { pem } = await hostCertificates();
  const base = await hashOf("python", pem);
  const derived = async (name: ImageName) => `assay/${name}:${await hashOf(name, base)}`;
  const [postgres, gateway, reference] = await Promise.all([
    derived("postgres"),
    derived("gateway"),
    derived("reference"),
  ]);
  return { python: `assay/python:${base}`, postgres, gateway, reference };
}

async function hashOf(name: ImageName, extra: string): Promise<string> {
  const folder = imageFolder(name);
  const hash = createHash("sha256").update(extra);
  for (const file of (await readdir(folder)).sort()) {
    hash.update(`\0${file}\0`).update(await readFile(join(folder, file)));
  }
  return hash.digest("hex").slice(0, 12);
}
