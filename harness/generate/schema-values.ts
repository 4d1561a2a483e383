import type { Arbitrary } from "fast-check";
import type { Json } from "../brief/openapi/types.ts";
import { checked, firstOf } from "./arbitraries/checked.ts";
import { valueMaker } from "./arbitraries/values.ts";
import { nodeAt } from "./schema/node.ts";
import { worldOf } from "./schema/world.ts";
import type { SchemaSource, SchemaValues } from "./types.ts";

export function schemaValues(source: SchemaSource, base?: Json): SchemaValues {
  const world = worldOf(source);
  const root = nodeAt(source.api.document, source.pointer);
  const make = valueMaker(world, "odd")([root]);
  const valid = make === undefined ? undefined : checked(make, (value) => world.fits([root], value));
  return { valid, boundaries: [], violations: [], get unsupported() { return world.unsupported(); } };
}
