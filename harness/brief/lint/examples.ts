import type { Problem } from "../brief-errors.ts";
import { pointerTo, valueAt } from "../openapi/pointer.ts";
import type { ApiDescription, Json, MediaType, Operation, Parameter, SchemaResult } from "../openapi/types.ts";
import { messageOf } from "../../types/errors.ts";
import { schemasOfDocument } from "./schemas.ts";
import { inOpenapi, type Sources } from "./sources.ts";

type Document = ApiDescription["document"];
type Direction = "request" | "response";

/** A value that the document gives as an example (or default), and the schema that it must fit. */
interface Example {
  readonly about: string;
  readonly value: Json;
  readonly pointer: string;
  readonly schema: string;
  /** It fits when it fits in one of them. */
  readonly directions: readonly Direction[];
}

/** Every example and default in the document fits its schema; one that several operations share is named once. */
export function* examplesConform(sources: Sources): Generator<Problem> {
  const { api } = sources.brief;
  const told = new Set<string>();
  const examples = [
    ...api.operations.flatMap((operation) => ofOperation(operation, api.document)),
    ...ofSchemas(api.document),
  ];
  for (const example of examples) {
    if (told.has(example.pointer)) continue;
    const results = example.directions.map((direction) => validated(api, example, direction));
    if (results.some(({ valid }) => valid)) continue;
    told.add(example.pointer);
    const problems = results.flatMap((result) => (result.valid ? [] : result.problems.join("; ")))[0];
    yield inOpenapi(sources, example.pointer, `${example.about} does not fit its schema: ${problems}`);
  }
}

/** A schema that can't be compiled fits nothing; why, is the problem. */
function validated(api: ApiDescription, { schema, value }: Example, direction: Direction): SchemaResult {
  try {
    return api.validate(schema, value, direction);
  } catch (error) {
    return { valid: false, problems: [`the schema ${schema} can't be used: ${messageOf(error)}`] };
  }
}

function ofOperation({ id, parameters, requestBody, responses }: Operation, document: Document): readonly Example[] {
  return [
    ...parameters.flatMap((parameter) => ofParameter(`${id}: the example of parameter ${parameter.name}`, parameter)),
    ...ofContent(`${id}: the request example`, requestBody?.content ?? {}, "request"),
    ...Object.entries(responses).flatMap(([status, { content, headers }]) => [
      ...ofContent(`${id}: the ${status} response example`, content, "response"),
      ...headers.flatMap(({ name, schema }) =>
        schema === undefined ? [] : ofHeader(`${id}: the ${status} header ${name}'s example`, schema.pointer, document),
      ),
    ]),
  ];
}

function ofParameter(about: string, { schema, examples }: Parameter): readonly Example[] {
  if (schema === undefined) return [];
  return examples.map(({ value, pointer }) => ({
    about,
    value,
    pointer,
    schema: schema.pointer,
    directions: ["request"],
  }));
}

function ofContent(
  about: string,
  content: Readonly<Record<string, MediaType>>,
  direction: Direction,
): readonly Example[] {
  return Object.values(content).flatMap(({ schema, examples }) =>
    examples.flatMap(({ name, value, pointer }) =>
      schema === undefined
        ? []
        : [{ about: `${about} (${name})`, value, pointer, schema: schema.pointer, directions: [direction] }],
    ),
  );
}

/** A header's example stands beside its schema. */
function ofHeader(about: string, schema: string, document: Document): readonly Example[] {
  const pointer = schema.replace(/\/schema$/, "/example");
  const value = valueAt(document, pointer);
  return value === undefined ? [] : [{ about, value, pointer, schema, directions: ["response"] }];
}

/** `example`, `examples` and `default` inside schemas, which may serve requests and responses. */
function ofSchemas(document: Document): readonly Example[] {
  return schemasOfDocument(document).flatMap(({ pointer: schema, keywords }) => {
    const example = (
      keyword: string,
      value: Json | undefined,
      pointer = pointerTo(schema, keyword),
    ): readonly Example[] =>
      value === undefined
        ? []
        : [{ about: `${schema}: the ${keyword}`, value, pointer, schema, directions: ["request", "response"] }];
    const { examples } = keywords;
    return [
      ...example("example", keywords.example),
      ...example("default", keywords.default),
      ...(Array.isArray(examples)
        ? examples.flatMap((value, index) => example("example", value, pointerTo(schema, "examples", index)))
        : []),
    ];
  });
}
