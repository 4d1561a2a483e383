import type { ApiDescription, Json, Operation, Parameter } from "../../brief/openapi/types.ts";
import { bodyFormatOf } from "../../http/parameters/serialise-body.ts";
import { schemaValues } from "../schema-values.ts";
import type { SchemaValues } from "../types.ts";
import { isMadeUp, plainBody, plainParameter } from "./base-values.ts";
import { openVariables } from "./build-request.ts";
import type { BodyValue, GapKind, ParameterValue, PlanGap, RequestValues } from "./types.ts";

/** A parameter, what can be sent as it, and the value that it has where something else is tried. */
export interface PlannedParameter {
  readonly parameter: Parameter;
  readonly values: SchemaValues | undefined;
  readonly plain: ParameterValue | undefined;
  /** The client makes its value up when it sends. */
  readonly madeUp: boolean;
}

interface PlannedBody {
  readonly mediaType: string;
  readonly pointer: string | undefined;
  readonly values: SchemaValues | undefined;
  readonly plain: BodyValue;
}

/** Everything that the cases of an operation start from. */
export interface OperationBase {
  readonly api: ApiDescription;
  readonly operation: Operation;
  /** Without path parameters that stand in no path. */
  readonly parameters: readonly PlannedParameter[];
  readonly body: PlannedBody | undefined;
  /** The plainest valid request: required parameters and, where there is one, the body. */
  readonly plain: RequestValues;
  readonly gap: (kind: GapKind, why: string, pointer?: string) => void;
}

/** Methods that a client can send with a meaning of their own; TRACE goes to no app. */
const unsent: ReadonlySet<string> = new Set(["trace"]);

/** Undefined where not one valid request can be made; `gaps` then says why. */
export function baseOf(api: ApiDescription, operation: Operation, gaps: PlanGap[]): OperationBase | undefined {
  const gap: OperationBase["gap"] = (kind, why, pointer) => {
    gaps.push({ operation: operation.id, pointer, kind, why });
  };
  if (unsent.has(operation.method)) {
    gap("operation", `${operation.method.toUpperCase()} requests are not sent`);
    return undefined;
  }
  const variables = openVariables(operation);
  const described = operation.parameters.filter((each) => each.in === "path").map(({ name }) => name);
  const unknown = variables.filter((name) => !described.includes(name));
  if (unknown.length > 0) {
    gap("operation", `the path variable ${unknown.join(", ")} is not described`);
    return undefined;
  }
  const parameters = operation.parameters
    .filter((parameter) => parameter.in !== "path" || variables.includes(parameter.name))
    .map((parameter) => plannedParameter(api, parameter, gap));
  const lacking = parameters.find(
    ({ parameter, plain, madeUp }) => parameter.required && parameter.in !== "path" && plain === undefined && !madeUp,
  );
  if (lacking !== undefined) return undefined;
  const body = plannedBody(api, operation, gap);
  if (body === undefined && operation.requestBody?.required && !isBodyless(operation)) return undefined;
  const required = parameters.filter(
    ({ parameter, madeUp }) => parameter.required && parameter.in !== "path" && !madeUp,
  );
  const plain = {
    parameters: required.flatMap(({ plain: value }) => (value === undefined ? [] : [value])),
    body: body?.plain,
  };
  return { api, operation, parameters, body, plain, gap };
}

function plannedParameter(api: ApiDescription, parameter: Parameter, gap: OperationBase["gap"]): PlannedParameter {
  const values = valuesAt(api, parameter.schema?.pointer, parameter.examples[0]?.value, gap);
  const madeUp = isMadeUp(api, parameter);
  const plain = plainParameter(api, parameter, values);
  if (plain === undefined && parameter.in !== "path" && !madeUp) {
    const why = `no valid value was found that can be sent as ${parameter.in} parameter ${parameter.name}`;
    gap("no valid value", why, parameter.schema?.pointer);
  }
  return { parameter, values, plain, madeUp };
}

function plannedBody(api: ApiDescription, operation: Operation, gap: OperationBase["gap"]): PlannedBody | undefined {
  const { requestBody } = operation;
  if (requestBody === undefined) return undefined;
  // RFC 9110, 9.3.1: content in a GET or HEAD request has no defined meaning.
  if (isBodyless(operation)) {
    gap("operation", `a body of a ${operation.method.toUpperCase()} request has no meaning`);
    return undefined;
  }
  const types = Object.keys(requestBody.content);
  const order = ["json", "urlencoded", "multipart", "text"];
  const rank = (type: string): number => order.indexOf(bodyFormatOf(type) ?? "");
  const written = types.filter((type) => rank(type) >= 0).sort((a, b) => rank(a) - rank(b));
  const [mediaType] = written;
  for (const type of types) {
    if (type !== mediaType) gap("media type", `no requests are made with ${type}`);
  }
  if (mediaType === undefined) return undefined;
  const media = requestBody.content[mediaType];
  const pointer = media?.schema?.pointer;
  const first = plainBody(api, operation, mediaType, undefined);
  const values = valuesAt(api, pointer, first?.value, gap);
  const plain = first ?? plainBody(api, operation, mediaType, values);
  if (plain === undefined) {
    gap("no valid value", `no valid body was found that can be sent as ${mediaType}`, pointer);
    return undefined;
  }
  // Where the value to vary could not be sent, its variations could not be either.
  const varied = values?.plain === plain.value ? values : valuesAt(api, pointer, plain.value, () => undefined);
  return { mediaType, pointer, values: varied, plain };
}

/** What can be sent for a schema; undefined for none, or one that can't be used. */
function valuesAt(
  api: ApiDescription,
  pointer: string | undefined,
  base: Json | undefined,
  gap: OperationBase["gap"],
): SchemaValues | undefined {
  if (pointer === undefined) return undefined;
  const checked = api.validate(pointer, base ?? null, "request");
  if (checked.valid && checked.unchecked !== undefined) {
    gap("unusable schema", checked.unchecked, pointer);
    return undefined;
  }
  const isBase = base !== undefined && checked.valid;
  const values = isBase
    ? schemaValues({ api, pointer, direction: "request" }, base)
    : schemaValues({ api, pointer, direction: "request" });
  for (const each of values.unsupported) gap("unsupported keyword", `${each.keyword}: ${each.why}`, each.pointer);
  return values;
}

function isBodyless({ method }: Operation): boolean {
  return method === "get" || method === "head";
}
