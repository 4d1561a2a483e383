import type { Node } from "web-tree-sitter";
import { decoratorsOf } from "./functions.ts";
import type { Resolve } from "./imports.ts";
import { all, argumentsOf, around, dotted, fieldText, lastOf, lineOf, literal } from "./nodes.ts";
import type { ViewFact } from "./types.ts";

const verbs = new Set(["get", "post", "put", "patch", "delete", "head", "options"]);

/** Functions under a route's decorator, and the methods of view classes that are named for HTTP's. */
export function readViews(root: Node, resolve: Resolve): readonly ViewFact[] {
  return all(root, "function_definition")
    .filter((definition) => decoratorsOf(definition).some(isRouting) || isVerbOfView(definition, resolve))
    .map((definition) => ({
      name: fieldText(definition, "name"),
      paths: decoratorsOf(definition).filter(isRouting).flatMap(pathOf),
      line: lineOf(definition),
      endLine: definition.endPosition.row + 1,
    }));
}

function isRouting(decorator: Node): boolean {
  const call = decorator.firstNamedChild;
  const name = call?.type === "call" ? dotted(call.childForFieldName("function")) : undefined;
  return name?.includes(".") === true && (lastOf(name) === "route" || verbs.has(lastOf(name)));
}

function pathOf(decorator: Node): readonly string[] {
  const call = decorator.firstNamedChild;
  return call === null ? [] : [literal(argumentsOf(call).positional[0])].filter((path) => path !== undefined);
}

function isVerbOfView(definition: Node, resolve: Resolve): boolean {
  if (!verbs.has(fieldText(definition, "name"))) return false;
  const owner = around(definition, "class_definition", "function_definition");
  const bases = owner?.childForFieldName("superclasses")?.namedChildren ?? [];
  return bases.some((base) => /^(\w*MethodView|\w*Resource|APIView)$/.test(lastOf(resolve(base) ?? "")));
}

const registering = new Set([
  ...["errorhandler", "app_errorhandler", "register_error_handler", "error_processor", "register_error_handlers"],
  // flask-smorest's own handler, which applications override.
  ...["handle_http_exception", "add_error_handler", "app_error_handler", "error_handler"],
]);

/** Where errors are given one form: by decorator, by call, or by a method that an extension calls. */
export function readErrorHandlers(root: Node): readonly number[] {
  const called = all(root, "call", "decorator").filter((node) => {
    const name = node.type === "call" ? fieldText(node, "function") : (dotted(node.firstNamedChild) ?? "");
    return registering.has(lastOf(name));
  });
  const overridden = all(root, "function_definition").filter((node) => registering.has(fieldText(node, "name")));
  return [...new Set([...called, ...overridden].map(lineOf))].sort((a, b) => a - b);
}
