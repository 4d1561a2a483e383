import type { Json } from "../../brief/openapi/types.ts";
import type { Alternative } from "./alternatives.ts";
import { keywordsOf, namesIn, nodesIn, nodeWithin, type SchemaNode } from "./node.ts";
import { everyType } from "./types-of.ts";

/**
 * The ways not to satisfy a schema, as far as they can be said with keywords; otherwise anything, for the validator to choose from.
 * `expand` gives the ways to satisfy one.
 */
export function negated(
  node: SchemaNode,
  expand: (each: SchemaNode) => readonly Alternative[],
): readonly Alternative[] {
  const { schema } = node;
  if (schema === false) return [{ parts: [], loose: false }];
  const keywords = keywordsOf(schema);
  const [only, ...others] = Object.keys(keywords);
  if (schema === true || only === undefined) return [];
  const anything: readonly Alternative[] = [{ parts: [], loose: true }];
  if (others.length > 0) return anything;
  const made = (label: string, part: Json): Alternative => ({
    parts: [{ pointer: `${node.pointer}/(${label})`, schema: part, isMadeUp: true }],
    loose: true,
  });
  switch (only) {
    case "not": {
      const inner = nodeWithin(node, "not");
      return inner === undefined ? anything : expand(inner);
    }
    case "type": {
      const refused: readonly Json[] = [keywords.type ?? []].flat();
      return [made("other type", { type: everyType.filter((type) => !refused.includes(type)) })];
    }
    case "required":
      return [
        ...namesIn(keywords, "required").map((name) =>
          made(`without ${name}`, { properties: { [name]: false }, type: "object" }),
        ),
        made("no object", { type: everyType.filter((type) => type !== "object") }),
      ];
    case "anyOf":
      return nodesIn(node, "anyOf")
        .map((each) => negated(each, expand))
        .reduce<readonly Alternative[]>(
          (all, ways) =>
            all.flatMap((one) => ways.map((way) => ({ parts: [...one.parts, ...way.parts], loose: true }))),
          anything,
        );
    default:
      return anything;
  }
}
