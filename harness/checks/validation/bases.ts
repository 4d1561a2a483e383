import type { ApiDescription, Operation } from "../../brief/openapi/types.ts";
import type { StageContexts } from "../check.ts";
import { jsonBody } from "../contract/json-body.ts";
import { isObject } from "../json-values.ts";
import { takenBefore } from "../likely-bodies.ts";
import { publishedResource } from "../main-resource.ts";

/** A valid body of an operation to change one thing in. */
export interface Base {
  readonly operation: Operation;
  /** Pointer of the schema of the operation's JSON body. */
  readonly schema: string;
  readonly body: unknown;
}

type Context = StageContexts["probe"];

/**
 * The published examples of an operation's body (without any: what it took before), as far as they are valid, those that ask for a change of state last: such a
 * change may be refused for another reason. A new record is put into the check's own partition.
 */
export function basesOf(context: Context, operation: Operation): readonly Base[] {
  const { brief, records } = context;
  const media = jsonBody(operation);
  const schema = media?.schema?.pointer;
  if (media === undefined || schema === undefined) return [];
  const { create, partition, states } = publishedResource(brief) ?? {};
  const isOwn = operation.id === create;
  const own = partition === undefined ? {} : { [partition.field]: records.partition() };
  const examples = media.examples.map(({ value }) => value as unknown);
  const shown = examples.length > 0 ? examples : isOwn ? [records.body()] : takenBefore(context, operation);
  const bodies = shown.map((body) => (isOwn && isObject(body) ? records.apart({ ...body, ...own }) : body));
  const movesLast = (body: unknown): number => Number(states !== undefined && isObject(body) && states.field in body);
  return bodies
    .filter((body) => brief.api.validate(schema, body, "request").valid)
    .toSorted((one, other) => movesLast(one) - movesLast(other))
    .map((body) => ({ operation, schema, body }));
}

/** Places of a body at which an example of the document breaks the document's own rules; of a list, the first element stands for all. */
export function brokenPlaces(api: ApiDescription, operation: Operation): ReadonlySet<string> {
  const media = jsonBody(operation);
  const schema = media?.schema?.pointer;
  if (media === undefined || schema === undefined) return new Set();
  const problems = media.examples.flatMap(({ value }) => {
    const result = api.validate(schema, value, "request");
    return result.valid ? [] : result.problems;
  });
  return new Set(problems.map((problem) => anyElement(placeIn(problem))));
}

/** The place with the first element of a list standing for all of them. */
export function anyElement(place: string): string {
  return place.replace(/\/\d+(?=\/|$)/g, "/0");
}

/** The place that a problem of the validator begins with. */
export function placeIn(problem: string): string {
  return problem.startsWith("/") ? (problem.split(" ", 1)[0] ?? "") : "";
}
