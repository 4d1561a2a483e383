/** Lists of texts and plain members of a TOML file, by their dotted names: as much of TOML as dependencies are written in. */
export interface TomlParts {
  readonly lists: ReadonlyMap<string, readonly { readonly text: string; readonly line: number }[]>;
  readonly tables: ReadonlyMap<
    string,
    readonly { readonly key: string; readonly value: string; readonly line: number }[]
  >;
}

/** Takes time that grows with the source. */
export function parse(source: string): TomlParts {
  const lists = new Map<string, { text: string; line: number }[]>();
  const tables = new Map<string, { key: string; value: string; line: number }[]>();
  let table = "";
  let list: string | undefined;
  for (const [index, raw] of source.split(/\r?\n/).entries()) {
    const line = index + 1;
    const text = raw.trimStart().startsWith("#") ? "" : raw.trim();
    const header = /^\[+([^[\]]+)\]+\s*(#.*)?$/s.exec(text)?.[1];
    const member = list === undefined ? /^["']?([\w.-]+)["']?\s*=(.*)$/s.exec(text) : null;
    if (list === undefined && header !== undefined) table = header.trim();
    const [, key, written] = member ?? [];
    const value = written?.trimStart();
    if (key !== undefined && value !== undefined) {
      into(tables, table).push({ key, value, line });
      if (value.startsWith("[")) list = `${table}.${key}`;
    }
    if (list === undefined) continue;
    const items = [...(value ?? text).matchAll(/"([^"]*)"|'([^']*)'/g)].map((item) => item[1] ?? item[2] ?? "");
    into(lists, list).push(...items.map((item) => ({ text: item, line })));
    // The bracket that closes it stands outside the texts.
    if (/\]\s*(#.*)?$/s.test((value ?? text).replace(/"[^"]*"|'[^']*'/g, ""))) list = undefined;
  }
  return { lists, tables };
}

function into<T>(map: Map<string, T[]>, name: string): T[] {
  const found = map.get(name) ?? [];
  map.set(name, found);
  return found;
}
