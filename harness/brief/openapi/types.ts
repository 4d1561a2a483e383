/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

/** A JSON Schema (2020-12, OpenAPI dialect). `$ref`s are left in place; they resolve against the document. */
export type JsonSchema = boolean | { readonly [keyword: string]: Json };

/** A schema and where it stands in the document, so that it can be compiled in place and named in findings. */
export interface SchemaAt {
  /** JSON pointer fragment, `#/components/schemas/Order`. */
  readonly pointer: string;
  readonly schema: JsonSchema;
}

export type HttpMethod = "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";

/** An OpenAPI 3.1 document (3.0 is upgraded when loaded), with `$ref`s outside schemas resolved. */
export interface ApiDescription {
  /** Path of the file it was loaded from. */
  readonly file: string;
  readonly title: string;
  /** The whole document after upgrading. */
  readonly document: { readonly [member: string]: Json };
  readonly operations: readonly Operation[];
  /** What is wrong with the document, where it was loaded leniently; grows when a schema turns out to be unusable. */
  readonly notices: readonly Notice[];
  /** The operation with this id; throws an Error that names the known ones. */
  operation(id: string): Operation;
  /**
   * Validates a value against the schema at a pointer: JSON Schema 2020-12, formats asserted, `$ref`s resolved within the
   * document. `direction` leaves out `required` for writeOnly members (response) or readOnly members (request).
   */
  validate(pointer: string, value: unknown, direction: "request" | "response"): SchemaResult;
}

/** Something in a document that we do without. */
export interface Notice {
  /** JSON pointer fragment of the place. */
  readonly pointer: string;
  readonly message: string;
}

export type SchemaResult =
  /** `unchecked` says why nothing can be said of a schema that a validator can't use (lenient loading only). */
  | { readonly valid: true; readonly unchecked?: string }
  /** One line for each problem: `/items/0/quantity must be >= 1`. */
  | { readonly valid: false; readonly problems: readonly string[] };

export interface Operation {
  /** operationId, or `METHOD path` where the document gives none. */
  readonly id: string;
  readonly method: HttpMethod;
  /** Template, `/v1/orders/{order_id}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | undefined;
  /** Keys: "200", "4XX", "default". */
  readonly responses: Readonly<Record<string, ResponseDescription>>;
  /** False where the operation (or the document) has no security requirement. */
  readonly secured: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly schema: SchemaAt | undefined;
  readonly style: string | undefined;
  readonly explode: boolean | undefined;
  readonly allowReserved: boolean;
  /** Of a parameter that is described by `content` instead of a style: its value is written in this media type. */
  readonly mediaType: string | undefined;
  readonly examples: readonly NamedExample[];
}

interface RequestBody {
  readonly required: boolean;
  /** By media type. */
  readonly content: Readonly<Record<string, MediaType>>;
}

export interface MediaType {
  readonly schema: SchemaAt | undefined;
  /** How members of a form body are written, where the document says it (OpenAPI 3.1, 4.8.15). */
  readonly encoding: Readonly<Record<string, MemberEncoding>>;
  readonly examples: readonly NamedExample[];
}

interface MemberEncoding extends Pick<Parameter, "style" | "explode" | "allowReserved"> {
  readonly contentType: string | undefined;
}

export interface NamedExample {
  readonly name: string;
  readonly value: Json;
  readonly pointer: string;
}

export interface ResponseDescription {
  readonly description: string;
  readonly headers: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly schema: SchemaAt | undefined;
  }[];
  readonly content: Readonly<Record<string, MediaType>>;
  readonly links: readonly ResponseLink[];
}

/** What a response makes possible next (OpenAPI 3.1, 4.8.20). One of the two names an operation. */
export interface ResponseLink {
  readonly name: string;
  readonly operationId: string | undefined;
  readonly operationRef: string | undefined;
  /** Values or run-time expressions by parameter name, `path.id` where the location is said. */
  readonly parameters: Readonly<Record<string, Json>>;
  readonly requestBody: Json | undefined;
}
