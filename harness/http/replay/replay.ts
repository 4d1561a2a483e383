import { randomUUID } from "node:crypto";
import type { Exchange, SentRequest } from "../../types/exchange.ts";
import { jsonOf } from "../headers.ts";
import type { Answered, Client, Identity } from "../types.ts";
import { carriedValues } from "./carried-values.ts";

/** One step of a replay: what was recorded, and what the app answers now. */
export interface ReplayedStep {
  readonly then: Exchange;
  readonly now: Answered;
}

/** Headers that the client makes itself. */
const clientsOwn = new Set(["user-agent", "accept", "authorization"]);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Sends recorded requests again, in order. What an earlier step of the replay made stands in for what was made then, and a key that
 * must not repeat (a UUID in a header) is a new one, the same wherever it was the same. Throws NoResponse where the app is silent.
 */
export async function replay(
  client: Pick<Client, "send">,
  recorded: readonly Exchange[],
): Promise<readonly ReplayedStep[]> {
  const values = carriedValues();
  const keys = new Map<string, string>();
  const steps: ReplayedStep[] = [];
  for (const then of recorded) {
    const { method, target, headers, body } = then.request;
    for (const [, value] of headers) if (uuid.test(value) && !keys.has(value)) keys.set(value, randomUUID());
    const now = await client.send(method, values.target(target), {
      as: identityOf(then.request),
      headers: Object.fromEntries(
        headers
          .filter(([name, value]) => !clientsOwn.has(name.toLowerCase()) && !value.startsWith("$"))
          .map(([name, value]) => [name, keys.get(value) ?? values.header(value)]),
      ),
      ...(body === undefined ? {} : { body: values.body(body) }),
    });
    if (then.response !== undefined) values.learn(jsonOf(then.response), jsonOf(now.response));
    steps.push({ then, now });
  }
  return steps;
}

/** Who a recorded request was from: evidence shows credentials as shell variables. */
function identityOf({ headers }: SentRequest): Identity {
  const value = headers.find(([name]) => name === "Authorization")?.[1];
  if (value === undefined)
    return headers.some(([, each]) => each.startsWith("$")) ? "candidate-credentials" : "anonymous";
  switch (value) {
    case "Basic ($API_USERNAME:$API_PASSWORD)":
      return "candidate-credentials";
    case "basic ($API_USERNAME:$API_PASSWORD)":
      return "lower-case-scheme";
    case "Basic ($API_USERNAME:not-$API_PASSWORD)":
      return "wrong-password";
    case "Basic (not-$API_USERNAME:$API_PASSWORD)":
      return "wrong-username";
    default:
      return { authorization: value };
  }
}
