import type { ApiDescription, Operation } from "../brief/openapi/types.ts";

/** An operation whose answer, or request, holds the value of a path parameter of another one. */
export interface Producer {
  readonly operation: Operation;
  /** Members that may hold it, the likeliest first. */
  readonly names: readonly string[];
  /** Where it stands in the answer, where a link of the document says so (RFC 6901): `/order/id`. */
  readonly pointer: string | undefined;
  /** True where each call makes a new value, so that nobody else depends on it. */
  readonly makesNew: boolean;
}

/**
 * Who gives a value for a variable of an operation's path, the best first: what a link of the document names, what creates in the
 * collection that the path leads through, then what lists it, then the same for a collection of the same name elsewhere. `order_id`
 * of `/orders/{order_id}` comes from `POST /orders`.
 */
export function producersOf(
  api: Pick<ApiDescription, "operations">,
  target: Pick<Operation, "id" | "path">,
  variable: string,
): readonly Producer[] {
  const { path } = target;
  const prefix = path.slice(0, path.indexOf(`/{${variable}}`));
  const names = namesOf(variable, singular(lastWord(prefix)));
  const ends = (method: string, matches: (operation: Operation) => boolean): readonly Producer[] =>
    api.operations
      .filter((operation) => operation.method === method && matches(operation))
      .map((operation) => ({ operation, names, pointer: undefined, makesNew: method === "post" }));
  const same = ({ path: other }: Operation): boolean => trimmed(other) === trimmed(prefix);
  const akin = (operation: Operation): boolean =>
    !same(operation) &&
    !operation.path.endsWith("}") &&
    singular(lastWord(operation.path)) === singular(lastWord(prefix));
  const linked = api.operations.flatMap((operation) =>
    linkPointers(operation, target, variable).map((pointer) => ({
      operation,
      names,
      pointer,
      makesNew: operation.method === "post",
    })),
  );
  return [...linked, ...ends("post", same), ...ends("get", same), ...ends("post", akin), ...ends("get", akin)];
}

/** Where the answers of an operation hold the variable, by its links (OpenAPI 3.1, Link Object: `$response.body#/id`). */
function linkPointers(
  { responses }: Operation,
  target: Pick<Operation, "id" | "path">,
  variable: string,
): readonly string[] {
  const targetRef = `/paths/${target.path.replaceAll("~", "~0").replaceAll("/", "~1")}/`;
  return Object.entries(responses)
    .filter(([status]) => status.startsWith("2"))
    .flatMap(([, { links }]) => links)
    .filter(({ operationId, operationRef }) => operationId === target.id || operationRef?.includes(targetRef) === true)
    .flatMap(({ parameters }) => parameters[variable] ?? parameters[`path.${variable}`] ?? [])
    .flatMap((expression) => /^\$response\.body#(\/.*)$/.exec(String(expression))?.[1] ?? []);
}

/** `order_id` and `orderId` of an order may be called so, or `id`, or by other words for the same. */
function namesOf(variable: string, collection: string): readonly string[] {
  const plain = normal(variable);
  const isId = /(id|uuid|key)$/.test(plain);
  const own = plain.startsWith(collection) && plain !== collection ? [plain.slice(collection.length)] : [];
  const ids = isId || plain === collection ? ["id", "uuid", `${collection}id`, "key"] : [];
  return [...new Set([plain, ...own, ...ids])];
}

/** Letters and digits in lower case: `orderId`, `order_id` and `Order-ID` are one name. */
export function normal(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function lastWord(path: string): string {
  return normal(path.split("/").findLast((part) => part !== "" && !part.startsWith("{")) ?? "");
}

function singular(word: string): string {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, "");
}
