import fc, { type Arbitrary } from "fast-check";
import type { Json } from "../../brief/openapi/types.ts";
import { checked } from "../arbitraries/checked.ts";
import { isSendable, isServerMade, isWritable } from "./base-values.ts";
import { type Built, builtRequest } from "./build-request.ts";
import type { OperationBase, PlannedParameter } from "./operation-base.ts";
import type { BodyValue, ParameterValue, PlannedRequest } from "./types.ts";

/** Valid requests at random: all that is required, some of what is optional. Smaller ones leave out more. */
export function randomRequests(base: OperationBase): Arbitrary<PlannedRequest> | undefined {
  const { api, operation, plain } = base;
  const parameters = base.parameters.flatMap((planned) => parameterAt(planned));
  const built = fc.tuple(fc.tuple(...parameters), bodyAt(base)).map(([values, body]): Built => {
    const given = values.filter((each) => each !== undefined);
    const chosen = new Set(given.map(({ parameter }) => parameter));
    const others = plain.parameters.filter(({ parameter }) => !chosen.has(parameter));
    return builtRequest(api, operation, { parameters: [...others, ...given], body });
  });
  return checked(built, ({ kind }) => kind === "request")?.map(requestOf);
}

function requestOf(built: Built): PlannedRequest {
  if (built.kind === "unsendable") throw new RangeError(`A request was made that can't be sent: ${built.why}`);
  const { kind, ...request } = built;
  return request;
}

/** Every other time an optional value is there. */
const halfTheTime = { nil: undefined, freq: 1 } as const;

function parameterAt({ parameter, values, madeUp }: PlannedParameter): Arbitrary<ParameterValue | undefined>[] {
  if (parameter.in === "path" || madeUp || isServerMade(parameter) || values?.valid === undefined) return [];
  const sendable = checked(values.valid, (value) => isSendable(parameter, value))?.map((value) => ({
    parameter,
    value,
  }));
  if (sendable === undefined) return [];
  return [parameter.required ? sendable : fc.option(sendable, halfTheTime)];
}

function bodyAt({ api, operation, body }: OperationBase): Arbitrary<BodyValue | undefined> {
  if (body === undefined) return fc.constant(undefined);
  const { mediaType, values, plain } = body;
  const isGood = (value: Json): boolean => isWritable(api, operation, mediaType, value);
  const valid = values?.valid && checked(values.valid, isGood);
  const bodies = valid?.map((value): BodyValue => ({ mediaType, value })) ?? fc.constant(plain);
  return operation.requestBody?.required ? bodies : fc.option(bodies, halfTheTime);
}
