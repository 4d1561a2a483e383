import type { Arbitrary } from "fast-check";
import type { Json, Operation, Parameter } from "../../brief/openapi/types.ts";
import type { CallOptions } from "../../http/types.ts";

/**
 * Why a request is sent: it is published, it has the last valid value of a constraint, it breaks one constraint, or it is any valid
 * one.
 */
type Phase = "examples" | "boundaries" | "invalid" | "random";

type Position = "body" | Parameter["in"];

/** A parameter and the JSON value that it stands for. */
export interface ParameterValue {
  readonly parameter: Parameter;
  readonly value: Json;
}

export interface BodyValue {
  readonly mediaType: string;
  readonly value: Json;
}

/** The content of a request, before it is written. */
export interface RequestValues {
  /** In the order sent. Path variables that are not among them are left open. */
  readonly parameters: readonly ParameterValue[];
  readonly body: BodyValue | undefined;
}

/** A request of an operation. Path variables come at run time, from records that exist. */
export interface PlannedRequest extends RequestValues {
  readonly operation: Operation;
  /** For `client.call(operation.id, { ...call, path })`, path holding the open variables. */
  readonly call: Pick<CallOptions, "ready" | "body" | "headers" | "without">;
  /** Names of the path variables that are to be filled in. */
  readonly open: readonly string[];
}

/** A request that is sent for one reason. */
export interface PlannedCase extends PlannedRequest {
  readonly phase: Exclude<Phase, "random">;
  readonly wanted: "accepted" | "refused";
  /** Where the tried value stands; undefined where it is the request as a whole. */
  readonly position: Position | undefined;
  /** The parameter of that value. */
  readonly parameter: string | undefined;
  /** What is tried, the same for the valid and the invalid side of it: `GET /v1/orders ?limit maximum: 100`. */
  readonly subject: string;
  /** The keyword that is tried: `maximum`. */
  readonly keyword: string | undefined;
  /** The constraint as the document says it: `maximum: 100`. */
  readonly rule: string | undefined;
  /** For people: `limit=101`, `1001 as /items/0/quantity`. */
  readonly what: string;
}

/** Something that no requests are planned for: said, not left out silently. */
export interface PlanGap {
  /** Id of the operation. */
  readonly operation: string;
  /** JSON pointer fragment of the place in the document, where there is one. */
  readonly pointer: string | undefined;
  readonly kind: GapKind;
  /** For people. */
  readonly why: string;
}

export type GapKind =
  /** A schema that a validator can't use. */
  | "unusable schema"
  /** A part of a schema that no values are generated for. */
  | "unsupported keyword"
  /** No valid value was found. */
  | "no valid value"
  /** A media type that is not written. */
  | "media type"
  /** A value that has no form where it would have to stand. */
  | "unsendable"
  /** A published example that does not fit its schema. */
  | "wrong example"
  /** A path variable that is not described, a method that is not sent. */
  | "operation";

export interface OperationPlan {
  readonly operation: Operation;
  readonly examples: readonly PlannedCase[];
  readonly boundaries: readonly PlannedCase[];
  readonly invalid: readonly PlannedCase[];
  /** Valid requests at random, shrinking to small ones; undefined where none can be made. */
  readonly random: Arbitrary<PlannedRequest> | undefined;
  readonly gaps: readonly PlanGap[];
  /** Cases that the limits left out, by phase. */
  readonly leftOut: Readonly<Record<PlannedCase["phase"], number>>;
}

/** Limits are counts, never times: the same plan on every machine. */
export interface PlanLimits {
  /** On average over the operations, in each phase; those with more constraints get more of it. */
  readonly casesPerOperation: number;
  /** Of one operation, in each phase. */
  readonly mostCases: number;
}

/** Deterministic: the same document and limits give the same plan. */
export interface Plan {
  readonly operations: readonly OperationPlan[];
}
