import type { Authorization } from "./authorization.ts";

export interface CurlRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
  readonly user: Authorization["curl"] | undefined;
  /** Headers whose value is a shell variable. */
  readonly secret?: readonly (readonly [name: string, variable: string])[];
}

/** Headers that curl sends by itself, or computes. */
const curlsOwn = new Set(["user-agent", "accept"]);
const longestBody = 4_000;

/**
 * The request as a command for a POSIX shell. `$BASE_URL`, `$API_USERNAME` and `$API_PASSWORD` stay variables, so that the same
 * command works against the candidate's own machine and gives no password away.
 */
export function curlOf({ method, target, headers, body, user, secret = [] }: CurlRequest): string {
  const shown = headers.filter(([name, value]) => !(curlsOwn.has(name.toLowerCase()) && /^(\*\/\*|curl)/.test(value)));
  const parts = [
    "curl -i",
    // Paths like /a/../b must arrive as they are.
    ...(target.includes("..") ? ["--path-as-is"] : []),
    ...(method === "GET" && body === undefined ? [] : method === "HEAD" ? ["--head"] : [`-X ${method}`]),
    ...(user === undefined ? [] : [`${user.option} ${user.argument}`]),
    ...secret.map(([name, variable]) => `-H "${name}: ${variable}"`),
    ...shown.map(([name, value]) => `-H ${quoted(value === "" ? `${name};` : `${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-binary ${quoted(shortened(body))}`]),
    `"$BASE_URL"${quoted(target)}`,
  ];
  return parts.join(" ");
}

function shortened(body: string): string {
  return body.length <= longestBody ? body : `${body.slice(0, longestBody)}… (${body.length} characters)`;
}

/** Quotes for a POSIX shell; what needs no quotes gets none. */
function quoted(text: string): string {
  return /^[\w/.:=&%@+,?-]+$/.test(text) && !text.includes("?") && !text.includes("&")
    ? text
    : `'${text.replaceAll("'", "'\\''")}'`;
}
