import type { Node } from "web-tree-sitter";
import { decoratorsOf } from "./functions.ts";
import type { Resolve } from "./imports.ts";
import { all, argumentsOf, around, dotted, fieldText, lastOf, lineOf, literal } from "./nodes.ts";
import type { AppFact, BlueprintFact, RouteFact } from "./types.ts";

/** Application classes of Flask and of the frameworks built on it. */
export const appClasses: ReadonlySet<string> = new Set([
  ...["flask.Flask", "flask.app.Flask", "Flask", "apiflask.APIFlask", "apiflask.app.APIFlask", "APIFlask"],
  ...["flask_openapi3.OpenAPI", "connexion.FlaskApp", "connexion.App", "connexion.apps.flask.FlaskApp"],
]);

/** What groups routes: blueprints, and flask-restx's namespaces. */
export const blueprintClasses: ReadonlySet<string> = new Set([
  ...["flask.Blueprint", "flask.blueprints.Blueprint", "Blueprint", "flask_smorest.Blueprint"],
  ...["flask_smorest.blueprint.Blueprint", "apiflask.APIBlueprint", "apiflask.blueprint.APIBlueprint"],
  ...[
    "APIBlueprint",
    "flask_openapi3.APIBlueprint",
    "flask_openapi3.APIView",
    "flask_restx.Namespace",
    "flask_restplus.Namespace",
  ],
]);

/** What the classes of the whole submission are called that stand for an application or a blueprint. */
export interface FlaskNames {
  readonly apps: ReadonlySet<string>;
  readonly blueprints: ReadonlySet<string>;
}

export function readApps(root: Node, resolve: Resolve, names: FlaskNames): readonly AppFact[] {
  return constructed(root, resolve, names.apps).map(({ call, className, variable }) => {
    const maker = around(call, "function_definition");
    return {
      className,
      line: lineOf(call),
      variable,
      madeIn: maker === undefined ? undefined : fieldText(maker, "name"),
      handedOut: maker !== undefined && isHandedOut(maker, call, variable),
    };
  });
}

export function readBlueprints(root: Node, resolve: Resolve, names: FlaskNames): readonly BlueprintFact[] {
  return constructed(root, resolve, names.blueprints).map(({ call, className, variable }) => ({
    className,
    line: lineOf(call),
    variable,
  }));
}

interface Constructed {
  readonly call: Node;
  readonly className: string;
  readonly variable: string | undefined;
}

/** No module makes more applications or blueprints than this; a hostile one could make thousands. */
const mostInModule = 50;

function constructed(root: Node, resolve: Resolve, classes: ReadonlySet<string>): readonly Constructed[] {
  const found = all(root, "call").flatMap((call) => {
    const className = resolve(call.childForFieldName("function"));
    if (className === undefined || !(classes.has(className) || classes.has(`own:${lastOf(className)}`))) return [];
    const assigned = call.parent?.type === "assignment" ? call.parent.childForFieldName("left") : null;
    return [{ call, className, variable: dotted(assigned) }];
  });
  return found.slice(0, mostInModule);
}

/** Returned or yielded, also under another name (`app = connexion_app.app`) or wrapped, or kept in an object. */
function isHandedOut(maker: Node, call: Node, variable: string | undefined): boolean {
  if (variable?.includes(".")) return true;
  const names = new Set(variable === undefined ? [] : [variable]);
  const mentions = (node: Node | null): boolean =>
    node !== null && all(node, "identifier").some(({ text }) => names.has(text));
  for (const assignment of all(maker, "assignment")) {
    if (!mentions(assignment.childForFieldName("right"))) continue;
    const left = assignment.childForFieldName("left");
    if (left?.type === "attribute") return true;
    if (left !== null && left.type === "identifier") names.add(left.text);
  }
  return all(maker, "return_statement", "yield").some(
    (node) => mentions(node) || (node.startIndex <= call.startIndex && call.endIndex <= node.endIndex),
  );
}

const registering = new Set([
  "register_blueprint",
  "add_namespace",
  "register_api",
  "add_api",
  "register_api_view",
  "register_blueprints",
]);

export function readRegistrations(root: Node): readonly number[] {
  return all(root, "call")
    .filter((call) => registering.has(lastOf(fieldText(call, "function"))))
    .map(lineOf);
}

/** A route before it is known what kind of object it is on. */
export interface RouteOn extends Omit<RouteFact, "on"> {
  /** Name of the object, as this module calls it: `bp`, `api`, `self.app`. */
  readonly owner: string;
}

const verbs = new Set(["get", "post", "put", "patch", "delete"]);

export function readRoutes(root: Node): readonly RouteOn[] {
  const decorated = all(root, "function_definition", "class_definition")
    .flatMap(decoratorsOf)
    .flatMap((decorator) => {
      const call = decorator.firstNamedChild;
      return call?.type === "call" ? routeOf(call, (name) => name === "route" || verbs.has(name)) : [];
    });
  const called = all(root, "call").flatMap((call) =>
    routeOf(call, (name) => name === "add_url_rule" || name === "add_resource"),
  );
  return [...decorated, ...called];
}

function routeOf(call: Node, isRouting: (name: string) => boolean): readonly RouteOn[] {
  const name = dotted(call.childForFieldName("function"));
  if (name === undefined || !name.includes(".") || !isRouting(lastOf(name))) return [];
  const { positional, named } = argumentsOf(call);
  const path = literal(lastOf(name) === "add_resource" ? positional[1] : (positional[0] ?? named.get("rule")));
  const listed = named.get("methods");
  const methods = verbs.has(lastOf(name))
    ? [lastOf(name).toUpperCase()]
    : (listed?.namedChildren ?? []).flatMap((method) => literal(method) ?? []);
  return [{ owner: name.slice(0, -lastOf(name).length - 1), path, methods, line: lineOf(call) }];
}

/** Names that are made over another object: `api = Api(bp)` puts its routes where `bp`'s are. */
export function readWrapped(root: Node): ReadonlyMap<string, string> {
  const wrapped = new Map<string, string>();
  for (const assignment of all(root, "assignment")) {
    const call = assignment.childForFieldName("right");
    const name = dotted(assignment.childForFieldName("left"));
    if (call?.type !== "call" || name === undefined || lastOf(fieldText(call, "function")) !== "Api") continue;
    const over = dotted(argumentsOf(call).positional[0]);
    if (over !== undefined) wrapped.set(name, over);
  }
  return wrapped;
}
