import type { Problem } from "../brief-errors.ts";
import { itemsOf, propertyOf, successSchema } from "../openapi/property.ts";
import type { Json, Operation, Parameter } from "../openapi/types.ts";
import type { Pagination } from "../types.ts";
import { inBrief, operationAt, queryParameterAt, type Sources, statusesAreDocumented } from "./sources.ts";

/** Parameters, limits, fields and orders of the pages are in the document, and both say the same. */
export function* pagesAreDocumented(sources: Sources): Generator<Problem> {
  const { pagination, database } = sources.brief;
  if (database !== undefined) yield* pageSizesFit(sources, database.constantQueries);
  if (database?.indexed !== undefined) yield* indexFits(sources, database.indexed);
  if (database?.deepPage !== undefined && pagination?.style !== "cursor") {
    yield inBrief(
      sources,
      ["database", "deep_page"],
      "Only a cursor can lead far into a list without reading what it skips.",
    );
  }
  if (pagination === undefined) return;
  const operation = yield* operationAt(sources, ["pagination", "operation"], pagination.operation);
  if (operation === undefined) return;
  const { limit, sort: _, ...ways } = pagination.parameters;
  for (const [way, name] of Object.entries(ways)) {
    yield* queryParameterAt(sources, ["pagination", "parameters", way], operation, name);
  }
  const limitParameter = yield* queryParameterAt(sources, ["pagination", "parameters", "limit"], operation, limit);
  if (limitParameter !== undefined) yield* limitsAgree(sources, pagination, limitParameter);
  const above = pagination.aboveMax === "clamp" ? [] : [pagination.aboveMax];
  yield* statusesAreDocumented(sources, ["pagination", "above_max"], operation, above);
  yield* statusesAreDocumented(sources, ["pagination", "invalid_limit"], operation, [pagination.invalidLimit]);
  yield* fieldsExist(sources, pagination, operation);
  yield* ordersExist(sources, pagination, operation);
}

function* pageSizesFit(
  sources: Sources,
  { operation, pageSizes }: { readonly operation: string; readonly pageSizes: readonly [number, number] },
): Generator<Problem> {
  const path = ["database", "constant_queries"];
  yield* operationAt(sources, [...path, "operation"], operation);
  const [small, large] = pageSizes;
  const most = sources.brief.pagination?.maxLimit ?? Number.POSITIVE_INFINITY;
  if (small >= large) yield inBrief(sources, [...path, "page_sizes"], "The smaller page size comes first.");
  if (large > most) yield inBrief(sources, [...path, "page_sizes"], `${large} is above the largest page, ${most}.`);
}

/** What is looked for in a large table is what keeps records apart; what is newest is at the front, and nothing is counted. */
function* indexFits(
  sources: Sources,
  { filter, newestFirst }: { readonly filter: string; readonly newestFirst: boolean },
): Generator<Problem> {
  const { resources, pagination } = sources.brief;
  const [main] = Object.values(resources);
  if (filter !== main?.partition?.parameter) {
    yield inBrief(
      sources,
      ["database", "indexed", "filter"],
      `${filter} is not the partition parameter of the first resource.`,
    );
  }
  const isNewestFirst =
    pagination?.style === "cursor" && pagination.sort?.default === `-${main?.timestamps?.created ?? ""}`;
  if (newestFirst && !isNewestFirst) {
    const message = "Pages must have a cursor, and the default sort must be the time of creation, newest first.";
    yield inBrief(sources, ["database", "indexed", "newest_first"], message);
  }
}

/** The limit's own schema may name a default and a largest value; then they are those of the brief. */
function* limitsAgree(sources: Sources, pagination: Pagination, { name, schema }: Parameter): Generator<Problem> {
  const keywords: { readonly [keyword: string]: Json } = typeof schema?.schema === "object" ? schema.schema : {};
  const { defaultLimit, maxLimit } = pagination;
  for (const [member, published, documented] of [
    ["default_limit", defaultLimit, keywords.default],
    ["max_limit", maxLimit, keywords.maximum],
  ] as const) {
    if (documented === undefined || documented === published) continue;
    yield inBrief(sources, ["pagination", member], `${published} here, ${documented} for ${name} in the document.`);
  }
  if (defaultLimit > maxLimit) {
    yield inBrief(sources, ["pagination", "default_limit"], `${defaultLimit} is above the largest page, ${maxLimit}.`);
  }
}

function* fieldsExist(sources: Sources, pagination: Pagination, operation: Operation): Generator<Problem> {
  const schema = successSchema(operation);
  const { items, style } = pagination;
  const members = {
    items,
    next: style === "cursor" ? pagination.next : undefined,
    total: style === "offset" ? pagination.total : undefined,
  };
  for (const [member, field] of Object.entries(members)) {
    if (field === undefined) continue;
    if (schema !== undefined && propertyOf(sources.brief.api, schema.pointer, field) !== undefined) continue;
    yield inBrief(sources, ["pagination", member], `What ${operation.id} answers has no member ${field}.`);
  }
}

function* ordersExist(sources: Sources, pagination: Pagination, operation: Operation): Generator<Problem> {
  const { sort, parameters } = pagination;
  const path = ["pagination", "sort"];
  if (sort === undefined) {
    if (parameters.sort === undefined) return;
    yield inBrief(sources, ["pagination", "parameters", "sort"], "A sort parameter needs `sort`: what to order by.");
    return;
  }
  if (!Object.hasOwn(sort.keys, sort.default.replace(/^-/, ""))) {
    const known = Object.keys(sort.keys).join(", ");
    yield inBrief(sources, [...path, "default"], `${sort.default} is not among the keys: ${known}.`);
  }
  const record = recordOf(sources, pagination, operation);
  const fields = [
    ...Object.entries(sort.keys).map(([key, field]) => ({ field, at: [...path, "keys", key] })),
    ...(sort.tieBreak === undefined ? [] : [{ field: sort.tieBreak, at: [...path, "tie_break"] }]),
  ];
  for (const { field, at } of fields) {
    if (record === undefined || propertyOf(sources.brief.api, record, field) !== undefined) continue;
    yield inBrief(sources, at, `A record in what ${operation.id} answers has no field ${field}.`);
  }
  if (parameters.sort === undefined) return;
  const at = ["pagination", "parameters", "sort"];
  const schema = (yield* queryParameterAt(sources, at, operation, parameters.sort))?.schema;
  for (const key of schema === undefined ? [] : Object.keys(sort.keys).flatMap((each) => [each, `-${each}`])) {
    if (schema === undefined || sources.brief.api.validate(schema.pointer, key, "request").valid) continue;
    yield inBrief(sources, [...path, "keys", key.replace(/^-/, "")], `${parameters.sort} does not take ${key}.`);
  }
}

/** Where the schema of one record of a page stands. */
function recordOf({ brief: { api } }: Sources, { items }: Pagination, operation: Operation): string | undefined {
  const page = successSchema(operation)?.pointer;
  const list = page === undefined || items === undefined ? page : propertyOf(api, page, items);
  return list === undefined ? undefined : itemsOf(api, list);
}
