import type { ClientOptions } from "../http/client.ts";
import { type SecretHeader, secretHeaderFrom } from "../http/secret-header.ts";
import { InputError } from "../types/errors.ts";

/** Probes are meant for one's own app: the URL must be http(s) and lead to this machine. Gives its origin. */
export function localUrl(text: string): string {
  const url = URL.parse(text);
  const place = { where: "--url", found: text, expected: "a URL of this machine, for example http://127.0.0.1:5000" };
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new InputError("This is no http URL.", place);
  }
  if (!["127.0.0.1", "localhost", "[::1]"].includes(url.hostname)) {
    throw new InputError(
      "assay sends hundreds of requests, some of them broken: it does so to this machine only.",
      place,
    );
  }
  return url.origin;
}

/** Who asks: `--user name:password` (default: $API_USERNAME and $API_PASSWORD), and each `--header "Name: value"`. */
export function clientIdentity(options: {
  readonly user?: string;
  readonly header: readonly string[];
}): Pick<ClientOptions, "credentials" | "secretHeaders"> {
  const credentials = credentialsFrom(options.user);
  return { ...(credentials === undefined ? {} : { credentials }), secretHeaders: options.header.map(secretHeader) };
}

function secretHeader(text: string): SecretHeader {
  const header = secretHeaderFrom(text);
  if (header !== undefined) return header;
  // What was found is not told: it may be a secret.
  throw new InputError("This is no header.", { where: "--header", expected: "Name: value, in printable ASCII" });
}

function credentialsFrom(user: string | undefined): ClientOptions["credentials"] {
  const [username = "", ...rest] = (user ?? "").split(":");
  if (user !== undefined) return { username, password: rest.join(":") };
  const { API_USERNAME, API_PASSWORD } = process.env;
  return API_USERNAME === undefined ? undefined : { username: API_USERNAME, password: API_PASSWORD ?? "" };
}
