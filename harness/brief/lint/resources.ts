import type { Problem } from "../brief-errors.ts";
import { propertyOf, requestSchema, successSchema } from "../openapi/property.ts";
import type { Operation } from "../openapi/types.ts";
import type { Resource } from "../types.ts";
import { takesTheId, writesAreDocumented } from "./writes.ts";
import { inBrief, operationAt, queryParameterAt, type Sources, statusesAreDocumented } from "./sources.ts";

/** Operations, fields, parameters and states that the resources of brief.yaml name are in the document. */
export function* resourcesAreDocumented(sources: Sources): Generator<Problem> {
  for (const resource of Object.values(sources.brief.resources)) {
    const path = ["resources", resource.name];
    const create = yield* operationAt(sources, [...path, "create"], resource.create);
    const read = yield* operationAt(sources, [...path, "read"], resource.read);
    const list = resource.list && (yield* operationAt(sources, [...path, "list"], resource.list));
    const update = resource.update && (yield* operationAt(sources, [...path, "update"], resource.update));
    for (const operation of [read, update]) {
      if (operation) yield* takesTheId(sources, resource, operation);
    }
    if (read !== undefined) yield* fieldsExist(sources, resource, read);
    if (create !== undefined) yield* partitionExists(sources, resource, create, list || undefined);
    if (create !== undefined) yield* timesExist(sources, resource, create);
    yield* statesExist(sources, resource, read, update || undefined);
    yield* filtersExist(sources, resource, read, list || undefined);
    yield* writesAreDocumented(sources, resource);
  }
}

function* fieldsExist(
  sources: Sources,
  { name, id, serverFields, invariants, timestamps }: Resource,
  read: Operation,
): Generator<Problem> {
  const schema = successSchema(read);
  if (schema === undefined) {
    yield inBrief(sources, ["resources", name, "read"], `${read.id} documents no JSON body for success.`);
    return;
  }
  const fields = [
    { field: id, path: ["resources", name, "id"] },
    ...serverFields.map((field, index) => ({ field, path: ["resources", name, "server_fields", index] })),
    ...Object.entries(timestamps ?? {}).map(([member, field]) => ({
      field,
      path: ["resources", name, "timestamps", member],
    })),
    ...Object.keys(invariants).map((field) => ({ field, path: ["resources", name, "invariants", field] })),
  ];
  for (const { field, path } of fields) {
    if (propertyOf(sources.brief.api, schema.pointer, field) !== undefined) continue;
    yield inBrief(sources, path, `What ${read.id} answers has no field ${field}.`);
  }
}

function* partitionExists(
  sources: Sources,
  { name, partition }: Resource,
  create: Operation,
  list: Operation | undefined,
): Generator<Problem> {
  if (partition === undefined) return;
  const { api } = sources.brief;
  const path = ["resources", name, "partition"];
  if (list === undefined) yield inBrief(sources, path, "A partition needs the operation `list`.");
  const parameter = list && (yield* queryParameterAt(sources, [...path, "parameter"], list, partition.parameter));
  const body = requestSchema(create);
  const field = body && propertyOf(api, body.pointer, partition.field);
  if (field === undefined) {
    yield inBrief(sources, [...path, "field"], `What ${create.id} takes has no field ${partition.field}.`);
  }
  const value = partition.value.replaceAll("{unique}", "a1b2c3d4");
  for (const pointer of [field, parameter?.schema?.pointer]) {
    const result = pointer === undefined ? undefined : api.validate(pointer, value, "request");
    if (result === undefined || result.valid) continue;
    yield inBrief(sources, [...path, "value"], `${value} does not fit ${pointer}: ${result.problems.join("; ")}`);
  }
}

/** Rules, and what excludes what in time, speak of fields of the create's body and of states that there are. */
function* timesExist(
  sources: Sources,
  { name, rules, exclusive, states }: Resource,
  create: Operation,
): Generator<Problem> {
  const path = ["resources", name];
  const overlap = exclusive?.overlap;
  const body = requestSchema(create);
  const fields = [
    ...rules.flatMap(({ before, after }, index) =>
      [before, after].map((field) => ({ field, at: [...path, "rules", index] })),
    ),
    ...(overlap?.interval ?? []).map((field, index) => ({
      field,
      at: [...path, "exclusive", "overlap", "interval", index],
    })),
  ];
  for (const { field, at } of fields) {
    if (body !== undefined && propertyOf(sources.brief.api, body.pointer, field) !== undefined) continue;
    yield inBrief(sources, at, `What ${create.id} takes has no field ${field}.`);
  }
  for (const [index, state] of (overlap?.releasedBy ?? []).entries()) {
    if (states !== undefined && Object.hasOwn(states.transitions, state)) continue;
    yield inBrief(
      sources,
      [...path, "exclusive", "overlap", "released_by", index],
      `${state} is not among the states.`,
    );
  }
}

function* statesExist(
  sources: Sources,
  { name, states }: Resource,
  read: Operation | undefined,
  update: Operation | undefined,
): Generator<Problem> {
  if (states === undefined) return;
  const { api } = sources.brief;
  const path = ["resources", name, "states"];
  if (update === undefined) yield inBrief(sources, path, "States need the operation `update`.");
  else yield* statusesAreDocumented(sources, [...path, "refused"], update, [states.refused]);

  const known = Object.keys(states.transitions);
  if (!known.includes(states.initial)) {
    yield inBrief(sources, [...path, "initial"], `${states.initial} is not among the states: ${known.join(", ")}.`);
  }
  for (const [from, targets] of Object.entries(states.transitions)) {
    for (const target of targets.filter((each) => !known.includes(each))) {
      yield inBrief(sources, [...path, "transitions", from], `${from} moves to ${target}, which is not a state.`);
    }
  }

  const schema = read && successSchema(read);
  const field = schema && propertyOf(api, schema.pointer, states.field);
  if (schema !== undefined && field === undefined) {
    yield inBrief(sources, [...path, "field"], `What ${read?.id} answers has no field ${states.field}.`);
  }
  for (const state of field === undefined ? [] : known) {
    if (field === undefined || api.validate(field, state, "response").valid) continue;
    yield inBrief(sources, [...path, "transitions", state], `${state} does not fit ${field}.`);
  }
}

function* filtersExist(
  sources: Sources,
  { name, filters }: Resource,
  read: Operation | undefined,
  list: Operation | undefined,
): Generator<Problem> {
  const schema = read && successSchema(read);
  for (const [parameter, { field }] of Object.entries(filters)) {
    const path = ["resources", name, "filters", parameter];
    if (list === undefined) yield inBrief(sources, path, "A filter needs the operation `list`.");
    else yield* queryParameterAt(sources, path, list, parameter);
    if (schema === undefined || propertyOf(sources.brief.api, schema.pointer, field) !== undefined) continue;
    yield inBrief(sources, [...path, "field"], `What ${read?.id} answers has no field ${field}.`);
  }
}
