import type { Arbitrary } from "fast-check";
import type { ApiDescription, Json } from "../brief/openapi/types.ts";

/** Keys and indexes from the root of a value. */
export type JsonPath = readonly (string | number)[];

/** A schema of a document, and which way its values travel (readOnly members are not sent). */
export interface SchemaSource {
  readonly api: Pick<ApiDescription, "document" | "validate">;
  /** JSON pointer fragment, `#/components/schemas/Order`. */
  readonly pointer: string;
  readonly direction: "request" | "response";
}

/** A part of a schema that no values are generated for: said, not guessed. */
export interface Unsupported {
  readonly pointer: string;
  readonly keyword: string;
  readonly why: string;
}

/** A value in which one thing was changed with regard to one constraint. */
export interface Variation {
  /** The whole value: a body, or the value of a parameter. */
  readonly value: Json;
  /** Where in it the change stands. */
  readonly path: JsonPath;
  /** The keyword of the constraint that it tries: `maximum`. */
  readonly keyword: string;
  /** The constraint as the document says it: `maximum: 1000`. */
  readonly rule: string;
  /** What stands there now, for people: `1001 as /items/0/quantity`. */
  readonly what: string;
}

/**
 * What can be sent for a schema. Deterministic: the same schema and base give the same lists, in which no value comes twice. Each
 * member is made when it is first asked for.
 */
export interface SchemaValues {
  readonly unsupported: readonly Unsupported[];
  /** Valid values at random, shrinking to small ones; undefined where none can be made. Every value of it validates. */
  readonly valid: Arbitrary<Json> | undefined;
  /** The value that is varied: the base, or what stands in for it; undefined where none was found. */
  readonly plain: Json | undefined;
  /** Of each constraint the last valid value, one change of `base` at a time. All validate. */
  readonly boundaries: readonly Variation[];
  /**
   * Of each constraint the first invalid value, one change of `base` at a time. None validates, and the validator finds fault with
   * the place of the change only (with a choice around it, where the schema leaves one); where every value would break other
   * constraints of that place as well, the one that breaks the fewest.
   */
  readonly violations: readonly Variation[];
}
