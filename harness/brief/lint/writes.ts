import type { Problem } from "../brief-errors.ts";
import { propertyOf, requestSchema, successSchema } from "../openapi/property.ts";
import type { Operation } from "../openapi/types.ts";
import type { Action, Resource } from "../types.ts";
import { inBrief, operationAt, type Sources, statusesAreDocumented } from "./sources.ts";

/** How a resource is replaced, deleted and taken from, and what excludes what: all of it is in the document. */
export function* writesAreDocumented(sources: Sources, resource: Resource): Generator<Problem> {
  const path = ["resources", resource.name];
  const { replace, delete: removal, versions } = resource;
  const replacing = replace && (yield* operationAt(sources, [...path, "replace"], replace));
  if (replacing) yield* takesTheId(sources, resource, replacing);
  if (removal !== undefined) {
    const deleting = yield* operationAt(sources, [...path, "delete", "operation"], removal.operation);
    if (deleting !== undefined) {
      yield* takesTheId(sources, resource, deleting);
      yield* statusesAreDocumented(sources, [...path, "delete", "repeated"], deleting, [removal.repeated]);
    }
  }
  yield* exclusionExists(sources, resource);
  for (const [id, action] of Object.entries(resource.actions)) yield* actionExists(sources, resource, id, action);
  if (versions === undefined) return;
  if (replacing) yield* statusesAreDocumented(sources, [...path, "versions", "refused"], replacing, [versions.refused]);
  else yield inBrief(sources, [...path, "versions"], "Versions need the operation `replace`.");
}

/** The operation is done to one record, which its path names. */
export function* takesTheId(
  sources: Sources,
  { name, pathParameter }: Resource,
  operation: Operation,
): Generator<Problem> {
  if (operation.parameters.some((each) => each.in === "path" && each.name === pathParameter)) return;
  const path = ["resources", name, "path_parameter"];
  yield inBrief(sources, path, `${operation.id} has no path parameter ${pathParameter}.`);
}

/** A create takes the field that keeps records apart, and the document names the status for one that is excluded. */
function* exclusionExists(sources: Sources, { name, create, exclusive }: Resource): Generator<Problem> {
  const { api } = sources.brief;
  const operation = api.operations.find(({ id }) => id === create);
  if (exclusive === undefined || operation === undefined) return;
  const path = ["resources", name, "exclusive"];
  yield* statusesAreDocumented(sources, [...path, "refused"], operation, [exclusive.refused]);
  const body = requestSchema(operation);
  const field = body && propertyOf(api, body.pointer, exclusive.field);
  if (field === undefined) {
    yield inBrief(sources, [...path, "field"], `What ${create} takes has no field ${exclusive.field}.`);
    return;
  }
  const value = exclusive.value.replaceAll("{unique}", "a1b2c3d4e5f6");
  const result = api.validate(field, value, "request");
  if (result.valid) return;
  yield inBrief(sources, [...path, "value"], `${value} does not fit ${field}: ${result.problems.join("; ")}`);
}

/** An action has an operation on one record that takes the amount, and the record shows what it is taken from. */
function* actionExists(
  sources: Sources,
  resource: Resource,
  id: string,
  { amount, from, refused }: Action,
): Generator<Problem> {
  const { api } = sources.brief;
  const path = ["resources", resource.name, "actions", id];
  const operation = yield* operationAt(sources, path, id);
  if (operation === undefined) return;
  yield* takesTheId(sources, resource, operation);
  yield* statusesAreDocumented(sources, [...path, "refused"], operation, [refused]);
  for (const [member, field, of] of [
    ["amount", amount, operation],
    ["from", from, api.operations.find((each) => each.id === resource.create)],
  ] as const) {
    const body = of && requestSchema(of);
    if (body !== undefined && propertyOf(api, body.pointer, field) !== undefined) continue;
    if (of !== undefined) yield inBrief(sources, [...path, member], `What ${of.id} takes has no member ${field}.`);
  }
  const read = api.operations.find((each) => each.id === resource.read);
  const record = read && successSchema(read);
  if (record === undefined || propertyOf(api, record.pointer, from) !== undefined) return;
  yield inBrief(sources, [...path, "from"], `What ${resource.read} answers has no field ${from}.`);
}
