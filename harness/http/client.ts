import { Pool } from "undici";
import type { ApiDescription, Operation } from "../brief/openapi/types.ts";
import { connectAsCurl, curlHeaders } from "../types/as-curl.ts";
import { messageOf } from "../types/errors.ts";
import type { Exchange, ReceivedResponse } from "../types/exchange.ts";
import type { Random } from "../types/random.ts";
import { authorizationOf, type Credentials } from "./authorization.ts";
import { curlOf } from "./curl.ts";
import type { Patience } from "./patience.ts";
import { readBody } from "./read-body.ts";
import { readWire } from "./read-wire.ts";
import { requiredHeaders } from "./required-headers.ts";
import { type SecretHeader, shownHeader } from "./secret-header.ts";
import { talk } from "./talk.ts";
import { type Answered, type CallOptions, type Client, NoResponse, type RequestOptions } from "./types.ts";

export interface ClientOptions {
  /** Origin of the app, `http://127.0.0.1:32768`. */
  readonly baseUrl: string;
  readonly api: Pick<ApiDescription, "operation">;
  readonly credentials?: Credentials;
  /** Sent with every request that is not made on behalf of nobody. */
  readonly secretHeaders?: readonly SecretHeader[];
  readonly random: Random;
  /** More of a body than this is not read: an endless one must not fill our memory. */
  readonly bodyLimitBytes?: number;
  /** Once it is over, nothing is sent any more, and every request counts as one without an answer. Default: endless. */
  readonly patience?: Patience;
}

const defaultTimeoutMs = 10_000;
const defaultBodyLimitBytes = 2 * 1024 * 1024;

/**
 * The client of one run. Each request has a connection of its own: a server may close an idle one at any moment (RFC 9112 9.5),
 * and a request that meets the closing would look like a fault of the app.
 */
export function createClient(options: ClientOptions): Client & AsyncDisposable {
  const { baseUrl, api, credentials, random, bodyLimitBytes = defaultBodyLimitBytes, secretHeaders = [] } = options;
  const { patience } = options;
  const pool = new Pool(baseUrl, { connections: 64, pipelining: 0, connect: connectAsCurl(5_000) });
  const traffic: Exchange[] = [];

  async function send(method: string, target: string, request: RequestOptions = {}): Promise<Answered> {
    const { as = "candidate-credentials", timeoutMs = defaultTimeoutMs } = request;
    const body = request.json === undefined ? request.body : JSON.stringify(request.json);
    const full = withQuery(target, request.query);
    const authorization = authorizationOf(as, credentials);
    const secret = as === "candidate-credentials" ? secretHeaders : [];
    const plain = [
      ...ourHeaders(request.headers),
      ...(request.json === undefined ? [] : [["Content-Type", "application/json"] as const]),
      ...Object.entries(request.headers ?? {}),
    ];
    const sent = {
      method,
      target: full,
      headers: [
        ...(authorization === undefined ? [] : [["Authorization", authorization.masked] as const]),
        ...secret.map(shownHeader),
        ...plain,
      ],
      body,
    };
    const curl = curlOf({
      method,
      target: full,
      headers: plain,
      body,
      user: authorization?.curl,
      secret: secret.map(shownHeader),
    });
    mustBeAsked({ request: sent, curl });
    const answered = patience?.wait();
    const started = performance.now();
    let hasBegun = false;
    let response: ReceivedResponse | undefined;
    let failure: string | undefined;
    try {
      const answer = await pool.request({
        method: method as "GET",
        path: full,
        headers: [
          ...(authorization === undefined ? [] : ["Authorization", authorization.value]),
          ...secret.flatMap(({ name, value }) => [name, value]),
          ...plain.flat(),
        ],
        body: body ?? null,
        responseHeaders: "raw",
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal: AbortSignal.timeout(timeoutMs),
      });
      hasBegun = true;
      response = {
        status: answer.statusCode,
        headers: pairs(answer.headers),
        ...(await readBody(answer.body, bodyLimitBytes)),
      };
    } catch (error) {
      if (isOurs(error)) throw error;
      failure = failureOf(error, timeoutMs, hasBegun);
    } finally {
      answered?.();
    }
    const exchange = { request: sent, response, failure, durationMs: performance.now() - started, curl };
    traffic.push(exchange);
    if (response === undefined) throw new NoResponse(exchange);
    return { ...exchange, response };
  }

  async function sendRaw(method: string, target: string, given: Pick<RequestOptions, "headers"> = {}) {
    const authorization = authorizationOf("candidate-credentials", credentials);
    const plain = [...ourHeaders(given.headers), ...Object.entries(given.headers ?? {})];
    const secret = secretHeaders.map(shownHeader);
    const masked = authorization === undefined ? [] : [["Authorization", authorization.masked] as const];
    const request = { method, target, headers: [...masked, ...secret, ...plain], body: undefined };
    const curl = curlOf({ method, target, headers: plain, body: undefined, user: authorization?.curl, secret });
    mustBeAsked({ request, curl });
    const answered = patience?.wait();
    const started = performance.now();
    let response: ReceivedResponse | undefined;
    let failure: string | undefined;
    try {
      const headers = [
        ...(authorization === undefined ? [] : [["Authorization", authorization.value] as const]),
        ...secretHeaders.map(({ name, value }) => [name, value] as const),
        ...plain,
      ];
      response = await readWire({ baseUrl, method, target, headers, timeoutMs: defaultTimeoutMs });
    } catch (error) {
      failure = failureOf(error, defaultTimeoutMs);
    } finally {
      answered?.();
    }
    const exchange = { request, response, failure, durationMs: performance.now() - started, curl };
    traffic.push(exchange);
    if (response === undefined) throw new NoResponse(exchange);
    return { ...exchange, response };
  }

  /** Throws NoResponse, of a request that is not sent, where there is no patience left. */
  function mustBeAsked(unsent: Pick<Exchange, "request" | "curl">): void {
    const failure = patience?.over;
    if (failure !== undefined) throw new NoResponse({ ...unsent, response: undefined, failure, durationMs: 0 });
  }

  async function call(operationId: string, given: CallOptions = {}): Promise<Answered> {
    const operation = api.operation(operationId);
    const { path, ready = {}, without = [], ...request } = given;
    const headers = { ...requiredHeaders(operation, random, without), ...request.headers, ...ready.headers };
    const filled = filledPath(operation, path ?? {}, ready.path ?? {});
    const target = ready.query ? `${filled}${filled.includes("?") ? "&" : "?"}${ready.query}` : filled;
    return await send(operation.method.toUpperCase(), target, { ...request, headers });
  }

  return {
    baseUrl,
    send,
    sendRaw,
    call,
    async talk(parts, talkOptions) {
      if (patience?.over !== undefined) return { answers: [], ended: "silent", durationMs: 0 };
      const authorization = authorizationOf("candidate-credentials", credentials);
      const lines = [
        `Host: ${new URL(baseUrl).host}`,
        ...(authorization === undefined ? [] : [`Authorization: ${authorization.value}`]),
        ...curlHeaders.map((each) => each.join(": ")),
        ...secretHeaders.map(({ name, value }) => `${name}: ${value}`),
      ];
      return await talk(baseUrl, parts(lines.map((line) => `${line}\r\n`).join("")), talkOptions);
    },
    at: (otherUrl) => createClient({ ...options, baseUrl: otherUrl }),
    hasCredentials: credentials !== undefined || secretHeaders.length > 0,
    traffic,
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

/** The headers of every request, as far as the caller does not set them. */
function ourHeaders(given: RequestOptions["headers"] = {}) {
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  return curlHeaders.filter(([name]) => !names.has(name.toLowerCase()));
}

/** Adds query parameters; a list repeats its name. */
function withQuery(target: string, query: RequestOptions["query"]): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) search.append(name, String(each));
    }
  }
  if (search.size === 0) return target;
  return `${target}${target.includes("?") ? "&" : "?"}${search.toString()}`;
}

function filledPath(
  operation: Operation,
  values: Readonly<Record<string, string | number>>,
  ready: Readonly<Record<string, string>>,
): string {
  return operation.path.replace(/\{([^}]+)\}|[^!-~]+|["#<>\\^`|]/g, (literal, name: string | undefined) => {
    // What a request line can't hold, in a path that someone wrote by hand.
    if (name === undefined) return encodeURIComponent(literal);
    const text = ready[name];
    if (text !== undefined) return text;
    const value = values[name];
    if (value === undefined) throw new Error(`${operation.id} needs a value for {${name}}.`);
    return encodeURIComponent(value);
  });
}

/** Raw headers come as a flat list of names and values, in the order received. */
function pairs(raw: unknown): readonly (readonly [string, string])[] {
  if (!Array.isArray(raw)) return [];
  return Array.from({ length: raw.length / 2 }, (_, index) => [
    String(raw[index * 2]).toLowerCase(),
    String(raw[index * 2 + 1]),
  ]);
}

/** A request that could not be made is our fault, and must never look like an app that does not answer. */
function isOurs(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return error instanceof TypeError || error instanceof RangeError || code === "UND_ERR_INVALID_ARG";
}

function failureOf(error: unknown, timeoutMs: number, hasBegun = false): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (error instanceof Error && (error.name === "TimeoutError" || code.endsWith("_TIMEOUT"))) {
    return `no complete answer within ${timeoutMs / 1000} s`;
  }
  if (code === "ECONNREFUSED") return "the connection was refused";
  if (code === "UND_ERR_SOCKET" || code === "ECONNRESET") {
    return `the connection was closed ${hasBegun ? "in the middle of the" : "before an"} answer`;
  }
  return messageOf(error);
}
