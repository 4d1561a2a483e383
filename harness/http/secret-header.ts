/** A header that says who a client is in a way of its own (an API key, a token). Its value is never shown. */
export interface SecretHeader {
  readonly name: string;
  readonly value: string;
}

/** `X-Api-Key: 123` as written on a command line; undefined where it is no header. */
export function secretHeaderFrom(text: string): SecretHeader | undefined {
  const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\x20-\x7e]*)$/.exec(text) ?? [];
  return name === undefined || value === undefined ? undefined : { name, value };
}

/** The header as evidence and commands show it: its value is a shell variable named like it, `$X_API_KEY`. */
export function shownHeader({ name }: SecretHeader): readonly [name: string, value: string] {
  return [name, `$${name.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`];
}
