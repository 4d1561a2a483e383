import type { Arbitrary } from "fast-check";
import type { Json } from "../../brief/openapi/types.ts";
import type { SchemaNode } from "../schema/node.ts";
import type { World } from "../schema/world.ts";

/** Values at random; undefined where none can be made. */
export type Made = Arbitrary<Json> | undefined;

/** How values are made at one depth. */
export interface Build {
  readonly world: World;
  /** `odd`: what correct code must take. `plain`: what a person would type, with all optional members, examples where there are. */
  readonly style: "odd" | "plain";
  /** Whether only what must be there is made, as at a depth where recursion has to end. */
  readonly onlyRequired: boolean;
  /** How many optional members an object has at most. */
  readonly mostOptional: number;
  /** The values that satisfy all of these schemas, one level further down. */
  child(nodes: readonly SchemaNode[]): Made;
}
