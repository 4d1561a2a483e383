import type { SchemaNode } from "../schema/node.ts";
import type { World } from "../schema/world.ts";
import type { Build, Made } from "./build.ts";
import { valuesOf } from "./values.ts";

/** Levels on which optional members and elements are made: enough to see a tree, and few enough to send. */
const optionalLevels = 3;

/** Levels that required members may need on their own; a schema that needs more has most likely no end. */
const requiredLevels = 8;

/** Optional members of nested objects: a record of another record need not be complete. */
const nestedOptional = 8;

/** Makes values for the schemas of one document in one style; what was made is kept, so that shared schemas are made once. */
export function valueMaker(world: World, style: Build["style"]): (nodes: readonly SchemaNode[]) => Made {
  const kept = new Map<string, Made>();

  function keep(nodes: readonly SchemaNode[], mode: string, make: () => Made): Made {
    const key = `${mode} ${nodes.map(({ pointer }) => pointer).join(" ")}`;
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key);
  }

  function full(nodes: readonly SchemaNode[], levels: number): Made {
    if (levels === 0) return shallowest(nodes);
    return keep(nodes, `full ${levels}`, () =>
      valuesOf(nodes, {
        world,
        style,
        onlyRequired: false,
        mostOptional: levels === optionalLevels ? Number.POSITIVE_INFINITY : nestedOptional,
        child: (inner) => full(inner, levels - 1),
      }),
    );
  }

  /** The values that need the fewest levels. */
  function shallowest(nodes: readonly SchemaNode[]): Made {
    for (let levels = 0; levels <= requiredLevels; levels += 1) {
      const made = smallest(nodes, levels);
      if (made !== undefined) return made;
    }
    return undefined;
  }

  function smallest(nodes: readonly SchemaNode[], levels: number): Made {
    return keep(nodes, `smallest ${levels}`, () =>
      valuesOf(nodes, {
        world,
        style,
        onlyRequired: true,
        mostOptional: 0,
        child: (inner) => (levels === 0 ? undefined : smallest(inner, levels - 1)),
      }),
    );
  }

  return (nodes) => full(nodes, optionalLevels) ?? shallowest(nodes);
}
