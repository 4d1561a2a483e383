import { mapDescriptions } from "./map-descriptions.ts";
import { uriFragment, valueAt } from "./pointer.ts";
import type { Json, Notice } from "./types.ts";

type Members = { readonly [member: string]: Json };

/**
 * The document with each local `$ref` as a proper URI fragment (authors write spaces and brackets as they are), so that validators
 * resolve it. References that lead outside the document or nowhere stay as they are, and are told, each target once.
 */
export function withCleanReferences(document: Members): {
  readonly document: Members;
  readonly notices: readonly Notice[];
} {
  const told = new Map<string, Notice>();
  const clean = mapDescriptions(document, (each, pointer) => {
    const { $ref } = each;
    if (typeof $ref !== "string") return each;
    const trouble = troubleWith(document, $ref);
    if (trouble !== undefined && !told.has($ref)) told.set($ref, { pointer, message: trouble });
    return trouble === undefined && $ref.startsWith("#/") ? { ...each, $ref: uriFragment($ref) } : each;
  });
  return { document: clean, notices: [...told.values()] };
}

function troubleWith(document: Members, reference: string): string | undefined {
  if (!reference.startsWith("#")) return `the reference ${reference} leads outside the document`;
  // `#name` refers to an $anchor.
  if (!reference.startsWith("#/")) return undefined;
  return valueAt(document, reference) === undefined ? `the reference ${reference} leads nowhere` : undefined;
}
