import type { Problem } from "../brief-errors.ts";
import { propertyOf, successSchema } from "../openapi/property.ts";
import { inBrief, type Sources } from "./sources.ts";

/** The rows that the database must refuse are told by fields of the first resource. */
export function* refusedRowsExist(sources: Sources): Generator<Problem> {
  const { api, database, resources } = sources.brief;
  const [resource] = Object.values(resources);
  if (database?.refuses === undefined) return;
  const path = ["database", "refuses"];
  if (resource?.partition === undefined) {
    yield inBrief(
      sources,
      path,
      "Rows are found by the `partition` of the first resource, which the brief does not have.",
    );
    return;
  }
  const read = api.operations.find(({ id }) => id === resource.read);
  const schema = read && successSchema(read);
  if (schema === undefined) return;
  const { missing, unlisted, below, twice, reversed, withoutOwner } = database.refuses;
  const named = [
    ...missing.map((field, index) => ({ field, at: ["missing", index] })),
    ...unlisted.map((field, index) => ({ field, at: ["unlisted", index] })),
    ...Object.keys(below).map((field) => ({ field, at: ["below", field] })),
    ...twice.map((field, index) => ({ field, at: ["twice", index] })),
    ...withoutOwner.map((field, index) => ({ field, at: ["without_owner", index] })),
    ...(reversed === undefined
      ? []
      : [reversed.before, reversed.after].map((field) => ({ field, at: ["ends_before_it_starts"] }))),
  ];
  for (const { field, at } of named) {
    if (propertyOf(api, schema.pointer, field) !== undefined) continue;
    yield inBrief(sources, [...path, ...at], `What ${resource.read} answers has no field ${field}.`);
  }
}
