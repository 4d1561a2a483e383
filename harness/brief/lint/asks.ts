import type { Problem } from "../brief-errors.ts";
import { propertyOf } from "../openapi/property.ts";
import { pathOfPointer, valueAt } from "../openapi/pointer.ts";
import { inBrief, inOpenapi, operationAt, type Sources } from "./sources.ts";

/** Health paths, variables, credentials, the error form, latency: what brief.yaml asks for is in the document. */
export function* asksConsistently(sources: Sources): Generator<Problem> {
  yield* healthPathsExist(sources);
  yield* variablesCanBeSet(sources);
  yield* publicOperationsAgree(sources);
  yield* errorFormExists(sources);
  yield* latencyFits(sources);
  for (const id of Object.keys(sources.brief.database?.statementsAtMost ?? {})) {
    yield* operationAt(sources, ["database", "statements_at_most", id], id);
  }
}

function* latencyFits(sources: Sources): Generator<Problem> {
  const { latency } = sources.brief;
  for (const kind of ["read", "list", "write"] as const) {
    const target = latency?.[kind];
    if (target !== undefined) yield* operationAt(sources, ["latency", kind, "operation"], target.operation);
  }
  const { growth } = latency ?? {};
  if (growth === undefined) return;
  if (sources.brief.database?.indexed === undefined) {
    yield inBrief(
      sources,
      ["latency", "growth"],
      "`database.indexed` names the lists that are measured; it is missing.",
    );
  }
  if (growth.records.some((records, index) => records <= (growth.records[index - 1] ?? 0))) {
    yield inBrief(sources, ["latency", "growth", "records"], "Each number of records is larger than the one before.");
  }
}

function* healthPathsExist(sources: Sources): Generator<Problem> {
  const { api, runtime } = sources.brief;
  for (const member of ["alive", "ready"] as const) {
    if (api.operations.some(({ method, path }) => method === "get" && path === runtime[member])) continue;
    yield inBrief(sources, ["runtime", member], `The OpenAPI document has no GET ${runtime[member]}.`);
  }
}

/** A variable has something to hold, and whatever the app needs to know has a variable. */
function* variablesCanBeSet(sources: Sources): Generator<Problem> {
  const { auth, dataset, runtime } = sources.brief;
  const path = ["runtime", "environment"];
  const variableOf = (value: string) => runtime.environment.find((each) => each.value === value)?.name;
  for (const [values, needed, section] of [
    [["username", "password"], auth !== undefined, "auth"],
    [["dataset"], dataset !== undefined, "dataset"],
  ] as const) {
    for (const value of values) {
      const name = variableOf(value);
      if (needed && name === undefined) {
        yield inBrief(sources, path, `\`${section}\` is asked for, and no variable has the value ${value}.`);
      }
      if (!needed && name !== undefined) {
        yield inBrief(sources, [...path, name], `${name} needs \`${section}\`, which the brief does not have.`);
      }
    }
  }
}

/** What brief.yaml calls public is public in the document, and nothing else is. */
function* publicOperationsAgree(sources: Sources): Generator<Problem> {
  const { api, auth } = sources.brief;
  if (auth === undefined) return;
  for (const [index, id] of auth.public.entries()) {
    const operation = yield* operationAt(sources, ["auth", "public", index], id);
    if (operation?.secured !== true) continue;
    yield inBrief(sources, ["auth", "public", index], `${id} is public here, and needs credentials in the document.`);
  }
  for (const { id, path, method, secured } of api.operations) {
    if (secured || auth.public.includes(id)) continue;
    const pointer = `#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method}`;
    yield inOpenapi(sources, pointer, `${id} needs no credentials here, and is not in auth.public of brief.yaml.`);
  }
}

function* errorFormExists(sources: Sources): Generator<Problem> {
  const { api, errors } = sources.brief;
  if (errors === undefined) return;
  if (valueAt(api.document, errors.schema) === undefined) {
    yield inBrief(sources, ["errors", "schema"], `The OpenAPI document has nothing at ${errors.schema}.`);
  } else if (errors.statusMember !== undefined && propertyOf(api, errors.schema, errors.statusMember) === undefined) {
    yield inBrief(sources, ["errors", "status_member"], `${errors.schema} has no member ${errors.statusMember}.`);
  }
  for (const [member, pointer] of [
    ["kind", errors.kind],
    ["fields", errors.fields?.list],
  ] as const) {
    if (pointer === undefined || isDescribed(api, errors.schema, pointer)) continue;
    yield inBrief(sources, ["errors", member], `${errors.schema} describes nothing at ${pointer}.`);
  }
  for (const { id, responses } of api.operations) {
    for (const [status, { content }] of Object.entries(responses)) {
      if (!/^[45]/.test(status) || Object.keys(content).length === 0 || errors.mediaType in content) continue;
      const types = Object.keys(content).join(", ");
      const message = `Errors are ${errors.mediaType} here; the document gives ${types} for ${id}, ${status}.`;
      yield inBrief(sources, ["errors", "media_type"], message);
    }
  }
}

/** Whether a schema describes the member at a JSON pointer into the body. */
function isDescribed(api: Sources["brief"]["api"], schema: string, pointer: string): boolean {
  const found = pathOfPointer(pointer).reduce<string | undefined>(
    (at, name) => at && propertyOf(api, at, String(name)),
    schema,
  );
  return found !== undefined;
}
