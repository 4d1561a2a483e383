import { canonicalPointer, pointerTo, valueAt } from "./pointer.ts";
import type {
  HttpMethod,
  Json,
  JsonSchema,
  MediaType,
  NamedExample,
  Operation,
  Parameter,
  ResponseDescription,
  ResponseLink,
  SchemaAt,
} from "./types.ts";

type Members = { readonly [member: string]: Json };

const methods: readonly HttpMethod[] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Header parameters of these names are to be ignored (OpenAPI 3.1, 4.8.12.1): media types and security describe them. */
const describedElsewhere: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

/** A value of the document and the pointer at which it stands, after references were followed. */
interface Located {
  readonly pointer: string;
  readonly value: Json;
}

/** The operations of an OpenAPI 3.1 document, references outside schemas resolved. Their ids differ, whatever the document says. */
export function operationsOf(document: Members): readonly Operation[] {
  const paths = members(document.paths);
  const ids = new Set<string>();
  return Object.keys(paths)
    .filter((path) => path.startsWith("/"))
    .flatMap((path) => {
      const item = follow(document, pointerTo("#/paths", path));
      return methods.flatMap((method) => {
        if (!isMembers(members(item.value)[method])) return [];
        const operation = operationOf(document, item, path, method);
        const id = ids.has(operation.id) ? plainId(method, path) : operation.id;
        ids.add(id);
        return [{ ...operation, id }];
      });
    });
}

function plainId(method: HttpMethod, path: string): string {
  return `${method.toUpperCase()} ${path}`;
}

function operationOf(document: Members, item: Located, path: string, method: HttpMethod): Operation {
  const pointer = pointerTo(item.pointer, method);
  const operation = members(valueAt(document, pointer) ?? null);
  const parameters = new Map<string, Parameter>();
  for (const list of [pointerTo(item.pointer, "parameters"), pointerTo(pointer, "parameters")]) {
    const declared = valueAt(document, list);
    for (const index of Array.isArray(declared) ? declared.keys() : []) {
      const parameter = parameterOf(document, follow(document, pointerTo(list, index)));
      if (parameter === undefined) continue;
      parameters.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  const body = operation.requestBody === undefined ? undefined : follow(document, pointerTo(pointer, "requestBody"));
  const responses = Object.keys(members(operation.responses)).map(
    (status) => [status, responseOf(document, follow(document, pointerTo(pointer, "responses", status)))] as const,
  );
  const security = operation.security ?? document.security;
  return {
    id: textOr(operation.operationId) ?? plainId(method, path),
    method,
    path,
    parameters: [...parameters.values()],
    requestBody: body && {
      required: members(body.value).required === true,
      content: contentOf(document, body),
    },
    responses: Object.fromEntries(responses),
    // An empty requirement among others makes security optional.
    secured:
      Array.isArray(security) &&
      security.length > 0 &&
      !security.some((each) => Object.keys(members(each)).length === 0),
  };
}

/** Undefined for one that is to be ignored, leads nowhere, or is none. */
function parameterOf(document: Members, located: Located): Parameter | undefined {
  const parameter = members(located.value);
  const [mediaType, media] = Object.entries(contentOf(document, located))[0] ?? [];
  const { name, in: place } = parameter;
  if (typeof name !== "string" || !isPlace(place)) return undefined;
  if (place === "header" && describedElsewhere.has(name.toLowerCase())) return undefined;
  return {
    name,
    in: place,
    required: parameter.required === true || place === "path",
    schema: schemaAt(located, "schema") ?? media?.schema,
    style: textOr(parameter.style),
    explode: typeof parameter.explode === "boolean" ? parameter.explode : undefined,
    allowReserved: parameter.allowReserved === true,
    mediaType,
    examples: [...examplesOf(document, located), ...(media?.examples ?? [])],
  };
}

function isPlace(value: Json | undefined): value is Parameter["in"] {
  return value === "path" || value === "query" || value === "header" || value === "cookie";
}

function responseOf(document: Members, located: Located): ResponseDescription {
  const response = members(located.value);
  return {
    description: String(response.description ?? ""),
    headers: Object.keys(members(response.headers)).map((name) => {
      const header = follow(document, pointerTo(located.pointer, "headers", name));
      return { name, required: members(header.value).required === true, schema: schemaAt(header, "schema") };
    }),
    content: contentOf(document, located),
    links: Object.keys(members(response.links)).map((name) =>
      linkOf(name, members(follow(document, pointerTo(located.pointer, "links", name)).value)),
    ),
  };
}

function linkOf(name: string, link: Members): ResponseLink {
  return {
    name,
    operationId: textOr(link.operationId),
    operationRef: textOr(link.operationRef),
    parameters: members(link.parameters),
    requestBody: link.requestBody,
  };
}

function contentOf(document: Members, located: Located): Readonly<Record<string, MediaType>> {
  const content = members(members(located.value).content);
  return Object.fromEntries(
    Object.keys(content).map((type) => {
      const media = follow(document, pointerTo(located.pointer, "content", type));
      const schema = schemaAt(media, "schema");
      return [
        type.toLowerCase(),
        { schema, encoding: encodingOf(members(media.value).encoding), examples: examplesOf(document, media) },
      ];
    }),
  );
}

function encodingOf(value: Json | undefined): MediaType["encoding"] {
  return Object.fromEntries(
    Object.entries(members(value)).map(([name, encoding]) => {
      const { contentType, style, explode, allowReserved } = members(encoding);
      return [
        name,
        {
          contentType: textOr(contentType),
          style: textOr(style),
          explode: typeof explode === "boolean" ? explode : undefined,
          allowReserved: allowReserved === true,
        },
      ];
    }),
  );
}

/** `example` and `examples` of a media type or parameter; those that lie elsewhere (externalValue) are left out. */
function examplesOf(document: Members, located: Located): readonly NamedExample[] {
  const holder = members(located.value);
  const single =
    holder.example === undefined
      ? []
      : [{ name: "example", value: holder.example, pointer: pointerTo(located.pointer, "example") }];
  const named = Object.keys(members(holder.examples)).flatMap((name) => {
    const example = follow(document, pointerTo(located.pointer, "examples", name));
    const { value } = members(example.value);
    return value === undefined ? [] : [{ name, value, pointer: pointerTo(example.pointer, "value") }];
  });
  return [...single, ...named];
}

function schemaAt(located: Located, member: string): SchemaAt | undefined {
  const schema = members(located.value)[member];
  if (schema === undefined || (typeof schema !== "boolean" && !isMembers(schema))) return undefined;
  return { pointer: pointerTo(located.pointer, member), schema: schema as JsonSchema };
}

/** The value at a pointer, with references followed; a circle or a reference to nowhere ends in null. */
function follow(document: Members, pointer: string): Located {
  const seen = new Set<string>();
  let at = pointer;
  while (!seen.has(at)) {
    seen.add(at);
    const value = valueAt(document, at) ?? null;
    const reference = members(value).$ref;
    if (typeof reference !== "string" || !reference.startsWith("#")) return { pointer: at, value };
    at = canonicalPointer(reference);
  }
  return { pointer: at, value: null };
}

function textOr(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function members(value: Json | undefined): Members {
  return isMembers(value) ? value : {};
}

function isMembers(value: Json | undefined): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
