import { schemaValidator } from "../../../harness/brief/openapi/schema-validator.ts";
import type { Json } from "../../../harness/brief/openapi/types.ts";
import type { SchemaSource } from "../../../harness/generate/types.ts";
import type { TestGroup } from "../../corpora/json-schema-test-suite.ts";

/** Where the tested schema stands in its document. */
const place = "#/components/schemas/Tested";

/** A schema that stands in the components of an otherwise empty document. Its references to itself are moved along. */
export function sourceOf(schema: Json, direction: SchemaSource["direction"] = "request"): SchemaSource {
  const document = { components: { schemas: { Tested: moved(schema) } } };
  return { api: { document, validate: schemaValidator(document) }, pointer: place, direction };
}

function moved(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(moved);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      // The dialect is that of the OpenAPI document.
      .filter(([keyword]) => keyword !== "$schema")
      .map(([keyword, value]) => [
        keyword,
        keyword === "$ref" && typeof value === "string" && value.startsWith("#")
          ? `${place}${value.slice(1)}`
          : moved(value),
      ]),
  );
}

/** Files of the suite that speak of what a schema inside an OpenAPI document can't say, or that no OpenAPI tool reads. */
const leftOut: Readonly<Record<string, string>> = {
  "anchor.json": "$anchor names schemas across documents",
  "dynamicRef.json": "$dynamicRef needs documents of its own",
  "refRemote.json": "references to other documents",
  "vocabulary.json": "meta-schemas of one's own",
  "optional/anchor.json": "$anchor names schemas across documents",
  "optional/cross-draft.json": "other drafts",
  "optional/dynamicRef.json": "$dynamicRef needs documents of its own",
  "optional/format-assertion.json": "meta-schemas of one's own",
  "optional/id.json": "$id makes a document of its own",
  "optional/no-schema.json": "the dialect is that of the OpenAPI document",
  "optional/refOfUnknownKeyword.json": "references into what is no schema",
  "optional/unknownKeyword.json": "$id makes a document of its own",
};

/** Why a group is left out; undefined for one that is tested. */
export function reasonToLeaveOut({ file, schema }: TestGroup): string | undefined {
  return leftOut[file] ?? (holds(schema, "$id") ? "$id makes a document of its own" : undefined);
}

function holds(value: unknown, keyword: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([name, member]) => (name === keyword && typeof member === "string") || holds(member, keyword),
  );
}
