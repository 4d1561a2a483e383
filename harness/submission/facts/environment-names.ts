import type { Node } from "web-tree-sitter";
import type { Resolve } from "./imports.ts";
import { all, argumentsOf, around, dotted, fieldText, lastOf } from "./nodes.ts";

/** A name that stands for the environment (`os.environ`) or for a parser of it (`environs.Env`), in its function or module. */
export interface EnvironmentName {
  readonly name: string;
  readonly origin: string;
  readonly scope: Node | undefined;
}

/** A function or class that is called with the whole environment: `Config.load(os.environ)`. */
export interface GivenTo {
  readonly callee: string;
  /** Position of the argument, or its keyword. */
  readonly argument: number | string;
}

/** Parsers of environment variables: `env = Env()`, then `env("X")`, `env.str("X")`. */
const parsers = new Set(["environs.Env", "environs.FileAwareEnv", "environ.Env"]);

/** Names for the environment: assigned, merged into a dictionary, a parameter's default, or a parameter that it is given as. */
export function environmentNames(root: Node, resolve: Resolve, given: readonly GivenTo[]): readonly EnvironmentName[] {
  const named = all(root, "assignment", "default_parameter", "typed_default_parameter").flatMap((node) => {
    const name = dotted(node.childForFieldName("left") ?? node.childForFieldName("name"));
    const value = node.childForFieldName("right") ?? node.childForFieldName("value");
    const origin = value === null ? undefined : originOf(value, resolve);
    if (name === undefined || name.includes(".") || origin === undefined) return [];
    return [{ name, origin, scope: around(node, "function_definition") }];
  });
  const parameters = all(root, "function_definition").flatMap((scope) =>
    parametersGiven(scope, given).map((name) => ({ name, origin: "os.environ", scope })),
  );
  return [...parameters, ...named];
}

/** Calls of a module that hand the whole environment on. */
export function environmentGivenTo(root: Node, resolve: Resolve): readonly GivenTo[] {
  return all(root, "call").flatMap((call) => {
    const callee = lastOf(fieldText(call, "function"));
    const { positional, named } = argumentsOf(call);
    const isWhole = (node: Node): boolean => resolve(node) === "os.environ";
    return [
      ...positional.flatMap((node, argument) => (isWhole(node) ? [{ callee, argument }] : [])),
      ...[...named].flatMap(([argument, node]) => (isWhole(node) ? [{ callee, argument }] : [])),
    ];
  });
}

function originOf(value: Node, resolve: Resolve): string | undefined {
  if (value.type === "call") {
    const called = resolve(value.childForFieldName("function"));
    if (called !== undefined && parsers.has(called)) return "environs.Env";
    if (called === "os.environ.copy") return "os.environ";
    const merged = called === "dict" || called === "collections.ChainMap";
    return merged && argumentsOf(value).positional.some((node) => resolve(node) === "os.environ")
      ? "os.environ"
      : undefined;
  }
  // `environ or os.environ`, `defaults | os.environ`, `{**defaults, **os.environ}`; not what is read out of it.
  const sides = ["boolean_operator", "binary_operator", "dictionary"].includes(value.type)
    ? value.namedChildren
    : [value];
  const whole = sides.map((side) => (side.type === "dictionary_splat" ? side.firstNamedChild : side));
  return whole.some((side) => resolve(side) === "os.environ") ? "os.environ" : undefined;
}

function parametersGiven(definition: Node, given: readonly GivenTo[]): readonly string[] {
  const name = fieldText(definition, "name");
  const owner = around(definition, "class_definition", "function_definition");
  const known = name === "__init__" && owner !== undefined ? fieldText(owner, "name") : name;
  const parameters = parameterNames(definition);
  return given
    .filter(({ callee }) => callee === known)
    .flatMap(({ argument }) => (typeof argument === "number" ? (parameters[argument] ?? []) : argument))
    .filter((argument) => parameters.includes(argument));
}

/** Names of a function's parameters as a caller counts them, without `self` and `cls`. */
export function parameterNames(definition: Node): readonly string[] {
  const parameters = definition.childForFieldName("parameters")?.namedChildren ?? [];
  return parameters
    .map((parameter) => (/^\w+/.exec(parameter.text) ?? [""])[0])
    .filter((name) => name !== "self" && name !== "cls" && name !== "");
}
