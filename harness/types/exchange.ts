/** One request and what came back, as it was on the wire. Bodies are cut at `bodyLimitBytes` of the client. */
export interface Exchange {
  readonly request: SentRequest;
  readonly response: ReceivedResponse | undefined;
  /** Why there is no response: refused, reset, timed out. */
  readonly failure: string | undefined;
  /** From the first byte sent to the last byte received, in milliseconds. */
  readonly durationMs: number;
  /** The request as a command that a person can paste. Credentials are shell variables ($API_USERNAME, $API_PASSWORD). */
  readonly curl: string;
}

export interface SentRequest {
  readonly method: string;
  /** Path and query exactly as sent, for example `/v1/orders?limit=2`. */
  readonly target: string;
  /** In the order sent. `Authorization` is masked. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
}

export interface ReceivedResponse {
  readonly status: number;
  /** In the order received; names in lower case, a repeated header is repeated. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Decoded as UTF-8 (invalid bytes become U+FFFD), cut at the client's limit. */
  readonly body: string;
  readonly bodyBytes: number;
  readonly bodyCut: boolean;
}
