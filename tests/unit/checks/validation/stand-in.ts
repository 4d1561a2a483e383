import { fileURLToPath } from "node:url";
import { loadApi } from "../../../../harness/brief/openapi/load-api.ts";
import type { Brief } from "../../../../harness/brief/types.ts";
import type { Check } from "../../../../harness/checks/check.ts";
import { createRecords } from "../../../../harness/checks/records.ts";
import type { CallOptions, Client } from "../../../../harness/http/types.ts";
import type { Exchange } from "../../../../harness/types/exchange.ts";
import type { Outcome } from "../../../../harness/types/outcome.ts";
import { seededRandom } from "../../../../harness/types/random.ts";

const api = await loadApi(fileURLToPath(new URL("shop.yaml", import.meta.url)));
const resource = {
  name: "thing",
  id: "id",
  create: "makeThing",
  read: "readThing",
  list: "listThings",
  update: undefined,
  pathParameter: "thing_id",
  partition: { field: "name", parameter: "name", value: "{unique}" },
  serverFields: ["id"],
  rules: [],
  states: undefined,
  actions: {},
  filters: {},
  invariants: {},
};
const brief = {
  id: "shop",
  api,
  resources: { thing: resource },
  pagination: undefined,
  errors: {},
  runtime: { alive: "/alive" },
} as unknown as Brief;

/** What a stand-in app is sent. */
interface Received {
  readonly text: string | undefined;
  readonly json: unknown;
  readonly query: CallOptions["query"];
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the path is that of something stored; true where it names none. */
  readonly isKnown: boolean;
}

/** What a stand-in app answers: a status, and for a GET what it shows. */
export type App = (operationId: string, sent: Received) => number;

export interface Sent {
  readonly operationId: string;
  readonly options: CallOptions;
}

/** Runs a check against an app in this process that stores what it answers 201 to; tells what was sent, too. */
export async function runAgainst(
  check: Check<"probe">,
  app: App,
): Promise<{ readonly outcome: Outcome; readonly sent: readonly Sent[] }> {
  const sent: Sent[] = [];
  const stored: Record<string, unknown>[] = [];
  // As if contract.examples had run before.
  const worked = [
    ["POST", "/things"],
    ["GET", "/things"],
    ["GET", "/things/0"],
  ].map(([method, target]) => ({ request: { method, target }, response: { status: 200 } }) as unknown as Exchange);
  const client = {
    traffic: worked,
    call: (operationId: string, options: CallOptions) => {
      sent.push({ operationId, options });
      const text = options.body ?? (options.json === undefined ? undefined : JSON.stringify(options.json));
      const json = parsed(text);
      const headers = Object.fromEntries(
        Object.entries({
          "Content-Type": "application/json",
          "Request-Key": "one",
          ...options.headers,
          ...options.ready?.headers,
        }).filter(([name]) => options.without?.includes(name) !== true),
      );
      const query =
        options.ready?.query === undefined ? options.query : asLists(new URLSearchParams(options.ready.query));
      const isKnown = options.path?.thing_id === undefined || Object.hasOwn(stored, options.path.thing_id);
      const status = app(operationId, { text, json, query, headers, isKnown });
      const answer = answerTo(operationId, status, json, options, stored);
      return Promise.resolve({
        request: { method: api.operation(operationId).method, target: "/", headers: [], body: text },
        response: { status, headers: [], body: textOf(answer) },
        curl: operationId,
      });
    },
    send: () => Promise.resolve({ response: { status: 200, headers: [], body: "" } }),
  } as unknown as Client;
  const random = seededRandom(3, check.id);
  const records = createRecords({ api: client, brief, random });
  const outcome = await check.run({ brief, api: client, random, records, dataset: undefined });
  return { outcome, sent };
}

function answerTo(
  operationId: string,
  status: number,
  json: unknown,
  options: CallOptions,
  stored: Record<string, unknown>[],
): unknown {
  if (operationId === "makeThing" && status === 201) {
    const made = { ...(typeof json === "object" ? json : {}), id: String(stored.length) };
    stored.push(made);
    return made;
  }
  if (operationId === "readThing") return stored[Number(options.path?.thing_id)];
  return stored.filter(({ name }) => name === options.query?.name);
}

/** A name that stands once with its text, one that stands several times with a list. */
function asLists(query: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...query.keys()].map((name) => {
      const values = query.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? "")];
    }),
  );
}

/** Too deep for JSON.stringify is too deep to be shown. */
function textOf(answer: unknown): string {
  try {
    return JSON.stringify(answer ?? {});
  } catch {
    return "{}";
  }
}

/** As Python's parser does it: NaN and the like are numbers. */
function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse((text ?? "").replace(/:-?(NaN|Infinity)\b/g, ":1e999"));
  } catch {
    return undefined;
  }
}

/** Whether the document allows this body. */
export function isValid(json: unknown): boolean {
  return api.validate("#/components/schemas/NewThing", json, "request").valid;
}

/** Whether the document allows these headers with a body. */
export function areValidHeaders(headers: Readonly<Record<string, string>>): boolean {
  const { length } = headers["Request-Key"] ?? "";
  return length >= 1 && length <= 40;
}

/** Whether the document allows this query, read from text as a server has to. */
export function isValidQuery(query: CallOptions["query"] = {}): boolean {
  return Object.entries(query).every(([name, text]) => {
    const schema = api.operation("listThings").parameters.find((parameter) => parameter.name === name)?.schema;
    if (schema === undefined) return false;
    if (name === "kinds") return api.validate(schema.pointer, [text].flat(), "request").valid;
    return [text, parsed(String(text))].some((value) => api.validate(schema.pointer, value, "request").valid);
  });
}
