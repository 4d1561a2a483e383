import type { Talk, TalkOptions } from "./talk.ts";
import type { Credentials } from "./authorization.ts";
import type { Exchange, ReceivedResponse } from "../types/exchange.ts";

/**
 * Who a request claims to be: the run's credentials, nobody, the right user with another password, another user with the right
 * password, the run's credentials with the scheme in lower case, a header of the caller's, or other credentials, which stay secret, too.
 */
export type Identity =
  | "candidate-credentials"
  | "anonymous"
  | "wrong-password"
  | "wrong-username"
  | "lower-case-scheme"
  | { readonly authorization: string }
  | { readonly credentials: Credentials };

export interface RequestOptions {
  readonly query?: Readonly<Record<string, string | number | readonly (string | number)[] | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as application/json. */
  readonly json?: unknown;
  /** Sent as it is; set Content-Type through `headers`. */
  readonly body?: string;
  /** Default: the run's credentials. */
  readonly as?: Identity;
  /** Default 10,000. */
  readonly timeoutMs?: number;
}

export interface CallOptions extends RequestOptions {
  readonly path?: Readonly<Record<string, string | number>>;
  /** Parameters that are written as their styles ask, beside those given as values; they win. */
  readonly ready?: Partial<ReadyParameters>;
  /** Required headers that are not to be filled in: what is missing shall be missing. */
  readonly without?: readonly string[];
}

/** Parameters as they stand in a request. */
export interface ReadyParameters {
  /** Text for path variables by name, percent-encoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Percent-encoded, without `?`; may be empty. */
  readonly query: string;
  /** Header and cookie parameters (`Cookie`). */
  readonly headers: Readonly<Record<string, string>>;
}

/** An exchange that has a response. */
export type Answered = Exchange & { readonly response: ReceivedResponse };

/**
 * The one client that every probe uses. It follows no redirect, keeps no cookie, sends no tell, and records each exchange in
 * `traffic`.
 */
export interface Client {
  readonly baseUrl: string;
  /** Sends one request. Throws NoResponse when the app did not answer. `target` may carry a query of its own. */
  send(method: string, target: string, options?: RequestOptions): Promise<Answered>;
  /** Sends a documented operation; required headers that are not given (an idempotency key) are filled in, fresh. */
  call(operationId: string, options?: CallOptions): Promise<Answered>;
  /**
   * Sends a request without a body, and gives every byte after the header section as the body, also where HTTP allows none (HEAD,
   * 204, 304). Throws NoResponse.
   */
  sendRaw(method: string, target: string, options?: Pick<RequestOptions, "headers">): Promise<Answered>;
  /**
   * Sends bytes that no HTTP client would send, over a connection of its own. `parts` gets the header lines of every request, the
   * run's credentials among them. Never throws (once nothing more is asked of the app, it is silent), and does not stand in `traffic`: what a server in front of the app answers by
   * itself is held to nothing that the brief says of the app.
   */
  talk(parts: (headers: string) => readonly (string | Uint8Array)[], options?: TalkOptions): Promise<Talk>;
  /** A client of another address of the same app, as this one otherwise; what it sends does not stand in `traffic`. */
  at(baseUrl: string): Client & AsyncDisposable;
  /** False where the run has no credentials (`--url` without `--user`): then nobody can be told from somebody. */
  readonly hasCredentials: boolean;
  /** Everything sent so far, by any check, in order. */
  readonly traffic: readonly Exchange[];
}

/** The app gave no complete answer: refused, reset, timed out. The runner decides whose fault that is. */
export class NoResponse extends Error {
  override readonly name = "NoResponse";
  readonly exchange: Exchange;

  constructor(exchange: Exchange) {
    super(`${exchange.request.method} ${exchange.request.target}: ${exchange.failure ?? "no response"}`);
    this.exchange = exchange;
  }
}
