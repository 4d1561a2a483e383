import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import tar from "tar-stream";
import { EnvironmentError } from "../../types/errors.ts";
import type { Engine } from "../engine/connect.ts";
import { type ImageName, imageFolder } from "./inputs.ts";

/** Builds one of assay's own images from its folder under docker/; `extraFiles` are added to the context. */
export async function buildFromFolder(
  engine: Engine,
  name: ImageName,
  reference: string,
  buildArguments: Readonly<Record<string, string>>,
  extraFiles: Readonly<Record<string, string>> = {},
): Promise<void> {
  const folder = imageFolder(name);
  const context = tar.pack();
  for (const file of (await readdir(folder)).sort()) {
    context.entry({ name: file, mode: 0o644 }, await readFile(join(folder, file)));
  }
  for (const [file, content] of Object.entries(extraFiles)) context.entry({ name: file, mode: 0o644 }, content);
  context.finalize();
  const [, tag = ""] = reference.split(":");
  const output = await engine.docker.buildImage(Readable.from(context), {
    t: reference,
    buildargs: { ...buildArguments },
    labels: { "assay.image": name, "assay.inputs": tag },
    forcerm: true,
  });
  const lines: string[] = [];
  const events = await new Promise<readonly BuildEvent[]>((resolve, reject) =>
    engine.docker.modem.followProgress(
      output,
      (error, result) => (error ? reject(error) : resolve(result)),
      (event: BuildEvent) => lines.push(event.stream ?? ""),
    ),
  );
  const failure = events.find(({ error }) => error !== undefined)?.error;
  if (failure === undefined) return;
  throw new EnvironmentError(
    `The image ${reference} could not be built: ${failure}\n${lines.join("").split("\n").slice(-15).join("\n")}`,
    {
      next: "Can this machine reach its Debian mirror and its Python package index? assay doctor shows what is missing.",
    },
  );
}

interface BuildEvent {
  readonly stream?: string;
  readonly error?: string;
}
