import type { Identity } from "./types.ts";

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface Authorization {
  /** The header's value on the wire. */
  readonly value: string;
  /** What evidence shows instead. */
  readonly masked: string;
  /** The argument of `curl -u`, or of `-H Authorization:` for a header of the caller's, in shell syntax. */
  readonly curl: { readonly option: "-u" | "-H"; readonly argument: string };
}

/** How a request says who it is (RFC 7617), and how that is written in evidence without giving the password away. */
export function authorizationOf(as: Identity, credentials: Credentials | undefined): Authorization | undefined {
  if (as === "anonymous") return undefined;
  if (typeof as === "object" && "credentials" in as) {
    return basic(as.credentials.username, as.credentials.password, "$OTHER_USERNAME", "$OTHER_PASSWORD");
  }
  if (typeof as === "object") {
    return {
      value: as.authorization,
      masked: as.authorization,
      curl: { option: "-H", argument: `'Authorization: ${as.authorization.replaceAll("'", "'\\''")}'` },
    };
  }
  if (credentials === undefined) return undefined;
  const { username, password } = credentials;
  switch (as) {
    case "candidate-credentials":
      return basic(username, password, "$API_USERNAME", "$API_PASSWORD");
    case "wrong-password":
      return basic(username, `not-${password}`, "$API_USERNAME", "not-$API_PASSWORD");
    case "wrong-username":
      return basic(`not-${username}`, password, "not-$API_USERNAME", "$API_PASSWORD");
    case "lower-case-scheme":
      return inLowerCase(basic(username, password, "$API_USERNAME", "$API_PASSWORD"));
  }
}

function basic(username: string, password: string, shownName: string, shownPassword: string): Authorization {
  return {
    value: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
    masked: `Basic (${shownName}:${shownPassword})`,
    curl: { option: "-u", argument: `"${shownName}:${shownPassword}"` },
  };
}

/** curl writes `Basic` itself, so the header is made by the shell. */
function inLowerCase({ value, masked }: Authorization): Authorization {
  const encoded = `$(printf %s "$API_USERNAME:$API_PASSWORD" | base64 | tr -d '\\n')`;
  return {
    value: value.replace("Basic", "basic"),
    masked: masked.replace("Basic", "basic"),
    curl: { option: "-H", argument: `"Authorization: basic ${encoded}"` },
  };
}
