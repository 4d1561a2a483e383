import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";

/** A document in a file of its own, deleted at the end of the block. */
export async function writeDocument(document: unknown): Promise<AsyncDisposable & { readonly file: string }> {
  const file = join(tmpdir(), `assay-document-${randomUUID()}.json`);
  await writeFile(file, typeof document === "string" ? document : JSON.stringify(document));
  return { file, [Symbol.asyncDispose]: () => rm(file) };
}
