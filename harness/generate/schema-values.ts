import type { Arbitrary } from "fast-check";
import type { Json } from "../brief/openapi/types.ts";
import { checked, firstOf, fixedSample } from "./arbitraries/checked.ts";
import { isAscii } from "./arbitraries/text.ts";
import { valueMaker } from "./arbitraries/value-maker.ts";
import { nodeAt, type SchemaNode } from "./schema/node.ts";
import { worldOf, type World } from "./schema/world.ts";
import type { SchemaSource, SchemaValues, Variation } from "./types.ts";
import { type Place, placesOf } from "./variations/place.ts";
import type { Materials } from "./variations/trial.ts";
import { confirmed, trialsAt } from "./variations/variations.ts";

/**
 * What can be sent for a schema. `base` is a valid value to vary, such as a published example; without it (or where it is not valid),
 * the schema's own example, else a plain value. Everything is made when it is first asked for, and kept.
 */
export function schemaValues(source: SchemaSource, base?: Json): SchemaValues {
  const world = worldOf(source);
  const root = nodeAt(source.api.document, source.pointer);
  const materials = materialsOf(world);
  const valid = once<{ readonly arbitrary: Arbitrary<Json> | undefined }>(() => {
    const made = valueMaker(world, "odd")([root]);
    const arbitrary = made && checked(made, (value) => world.fits([root], value));
    if (arbitrary === undefined) world.note(root, "schema", "No valid value was found.");
    return { arbitrary };
  });
  const plain = once<Json | undefined>(() =>
    base !== undefined && world.fits([root], base) ? base : materials.plain([root]),
  );
  const places = once<readonly Place[]>(() => {
    const start = plain();
    return start === undefined ? [] : placesOf(world, root, start, materials.plain);
  });
  const tried = once(() => trialsAt(places(), materials));
  const boundaries = once<readonly Variation[]>(() => confirmed(tried(), source, "valid"));
  const violations = once<readonly Variation[]>(() => confirmed(tried(), source, "invalid"));
  return {
    get valid() {
      return valid().arbitrary;
    },
    get plain() {
      return plain();
    },
    get boundaries() {
      return boundaries();
    },
    get violations() {
      return violations();
    },
    get unsupported() {
      valid();
      places();
      return world.unsupported();
    },
  };
}

function materialsOf(world: World): Materials {
  const [plainly, oddly] = [valueMaker(world, "plain"), valueMaker(world, "odd")];
  const plain = (nodes: readonly SchemaNode[]): Json | undefined => {
    const fits = (value: Json): boolean => world.fits(nodes, value);
    const made = plainly(nodes);
    const found = made && firstOf(made, fits);
    if (found !== undefined) return found.value;
    const odd = oddly(nodes);
    return odd && firstOf(odd, fits)?.value;
  };
  return {
    world,
    plain,
    several(nodes, count) {
      const made = oddly(nodes);
      if (made === undefined || count <= 0) return [];
      const different = new Map<string, Json>();
      for (const value of fixedSample(made, count * 3)) {
        const text = JSON.stringify(value);
        if (different.size < count && isAscii(text) && world.fits(nodes, value)) different.set(text, value);
      }
      return [...different.values()];
    },
  };
}

/** Made when it is first asked for, and kept. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
