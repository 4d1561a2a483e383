import { type Keywords, keywordsOf, namedNodesIn, nodesIn, nodeWithin, type SchemaNode } from "./node.ts";
import { negated } from "./negation.ts";
import type { World } from "./world.ts";

/** One way to satisfy some schemas: the plain keywords that must all hold, references and applicators in place followed. */
export interface Alternative {
  readonly parts: readonly SchemaNode[];
  /** Whether the parts say less than the schemas do (not, oneOf, if): values need the validator's word. */
  readonly loose: boolean;
}

/** More ways are not looked at: each still gives valid values. */
const mostAlternatives = 48;

const anything: Alternative = { parts: [], loose: false };

/** The ways to satisfy all of these schemas at once; none where one is false. */
export function alternativesOf(world: World, nodes: readonly SchemaNode[]): readonly Alternative[] {
  return product(nodes.map((node) => expanded(world, node, [])));
}

/** `seen`: the schemas that are being expanded in place, so that a circle without end stops. */
function expanded(world: World, node: SchemaNode, seen: readonly string[]): readonly Alternative[] {
  if (node.schema === true) return [anything];
  if (node.schema === false) return [];
  if (seen.includes(node.pointer)) return [{ parts: [], loose: true }];
  const keywords = keywordsOf(node.schema);
  const inner = [...seen, node.pointer];
  const expand = (each: SchemaNode): readonly Alternative[] => expanded(world, each, inner);
  const factors: (readonly Alternative[])[] = [[{ parts: [node], loose: false }]];
  for (const reference of referencesOf(world, node, keywords)) factors.push(expand(reference));
  for (const each of nodesIn(node, "allOf")) factors.push(expand(each));
  const [any, one] = [nodesIn(node, "anyOf"), nodesIn(node, "oneOf")];
  if (any.length > 0) factors.push(any.flatMap(expand));
  if (one.length > 0) factors.push(one.flatMap(expand).map(loosened));
  const condition = nodeWithin(node, "if");
  if (condition !== undefined) factors.push(conditional(node, condition, expand));
  const refused = nodeWithin(node, "not");
  if (refused !== undefined) factors.push(negated(refused, expand));
  for (const [name, dependent] of namedNodesIn(node, "dependentSchemas")) {
    factors.push([without(node, name), ...product([[withMember(node, name)], expand(dependent)])]);
  }
  return product(factors);
}

function referencesOf(world: World, node: SchemaNode, keywords: Keywords): readonly SchemaNode[] {
  return ["$ref", "$dynamicRef"].flatMap((keyword) => {
    const reference = keywords[keyword];
    if (typeof reference !== "string") return [];
    return world.target(node, reference) ?? [];
  });
}

function conditional(
  node: SchemaNode,
  condition: SchemaNode,
  expand: (each: SchemaNode) => readonly Alternative[],
): readonly Alternative[] {
  const branch = (keyword: string): readonly Alternative[] => {
    const found = nodeWithin(node, keyword);
    return found === undefined ? [anything] : expand(found);
  };
  const positive = product([expand(condition), branch("then")]);
  return [...positive, ...product([negated(condition, expand), branch("else")])];
}

/** Every choice of one alternative from each of the factors, all in one; only so many of them. */
function product(factors: readonly (readonly Alternative[])[]): readonly Alternative[] {
  return factors.reduce<readonly Alternative[]>(
    (chosen, factor) =>
      chosen.flatMap((one) => few(factor).map((other) => both(one, other))).slice(0, mostAlternatives),
    [anything],
  );
}

function few(ways: readonly Alternative[]): readonly Alternative[] {
  return ways.slice(0, mostAlternatives);
}

function both(one: Alternative, other: Alternative): Alternative {
  const known = new Set(one.parts.map(({ pointer }) => pointer));
  return {
    parts: [...one.parts, ...other.parts.filter(({ pointer }) => !known.has(pointer))],
    loose: one.loose || other.loose,
  };
}

function loosened({ parts }: Alternative): Alternative {
  return { parts, loose: true };
}

/** A made-up part, which stands in no document. */
function madeUp(node: SchemaNode, label: string, schema: Keywords): Alternative {
  return { parts: [{ pointer: `${node.pointer}/(${label})`, schema, isMadeUp: true }], loose: false };
}

function without(node: SchemaNode, name: string): Alternative {
  return madeUp(node, `without ${name}`, { properties: { [name]: false } });
}

function withMember(node: SchemaNode, name: string): Alternative {
  return madeUp(node, `with ${name}`, { required: [name] });
}
