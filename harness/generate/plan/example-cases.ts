import type { NamedExample, SchemaAt } from "../../brief/openapi/types.ts";
import { builtRequest } from "./build-request.ts";
import { operationName, parameterName } from "./describe-case.ts";
import type { OperationBase } from "./operation-base.ts";
import type { PlannedCase, RequestValues } from "./types.ts";

/** Requests that the document publishes: each example of the body, each example of a parameter, in a request that is plain otherwise. */
export function exampleCases(base: OperationBase): readonly PlannedCase[] {
  const { operation, body, plain, parameters } = base;
  const media = body && operation.requestBody?.content[body.mediaType];
  const ofBody = (media?.examples ?? []).flatMap((example) => {
    if (body === undefined || !fits(base, example, media?.schema)) return [];
    const values = { ...plain, body: { mediaType: body.mediaType, value: example.value } };
    return published(base, values, `body example ${example.name}`, example);
  });
  // Path variables take values of records that exist, so their examples are not sent.
  const ofParameters = parameters.flatMap(({ parameter, madeUp }) => {
    if (parameter.in === "path" || madeUp) return [];
    return parameter.examples.flatMap((example) => {
      if (!fits(base, example, parameter.schema)) return [];
      const others = plain.parameters.filter((each) => each.parameter !== parameter);
      const values = { ...plain, parameters: [...others, { parameter, value: example.value }] };
      return published(base, values, `${parameterName(parameter)} example ${example.name}`, example);
    });
  });
  return [...ofBody, ...ofParameters];
}

/** A published value that its own schema forbids proves nothing: the document contradicts itself. */
function fits(
  { api, gap }: OperationBase,
  { value, pointer, name }: NamedExample,
  schema: SchemaAt | undefined,
): boolean {
  const result = schema === undefined ? { valid: true } : api.validate(schema.pointer, value, "request");
  if (!result.valid) gap("wrong example", `the example ${name} does not fit its schema`, pointer);
  return result.valid;
}

function published(
  { api, operation, gap }: OperationBase,
  values: RequestValues,
  what: string,
  { pointer }: NamedExample,
): readonly PlannedCase[] {
  const built = builtRequest(api, operation, values);
  if (built.kind === "unsendable") {
    gap("unsendable", `${what}: ${built.why}`, pointer);
    return [];
  }
  const { kind, ...request } = built;
  return [
    {
      ...request,
      phase: "examples",
      wanted: "accepted",
      position: undefined,
      parameter: undefined,
      subject: `${operationName(operation)} ${what}`,
      keyword: undefined,
      rule: undefined,
      what,
    },
  ];
}
