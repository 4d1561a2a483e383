/** Lists of texts and plain members of a TOML file, by their dotted names: as much of TOML as dependencies are written in. */
export interface TomlParts {
  readonly lists: ReadonlyMap<string, readonly { readonly text: string; readonly line: number }[]>;
  readonly tables: ReadonlyMap<
    string,
    readonly { readonly key: string; readonly value: string; readonly line: number }[]
  >;
}

export function parse(source: string): TomlParts {
  const lists = new Map<string, { text: string; line: number }[]>();
  const tables = new Map<string, { key: string; value: string; line: number }[]>();
  let table = "";
  let list: string | undefined;
  for (const [index, raw] of source.split(/\r?\n/).entries()) {
    const line = index + 1;
    const text = raw.replace(/^\s*#.*$/, "");
    const header = /^\s*\[+([^\]]+)\]+\s*(#.*)?$/.exec(text)?.[1];
    const member = list === undefined ? /^\s*["']?([\w.-]+)["']?\s*=\s*(.*)$/.exec(text) : null;
    if (list === undefined && header !== undefined) table = header.trim();
    if (member?.[1] !== undefined && member[2] !== undefined) {
      const [, key, value] = member;
      tables.set(table, [...(tables.get(table) ?? []), { key, value, line }]);
      if (value.startsWith("[")) list = `${table}.${key}`;
    }
    if (list === undefined) continue;
    const items = [...(member?.[2] ?? text).matchAll(/"([^"]*)"|'([^']*)'/g)].map((item) => item[1] ?? item[2] ?? "");
    lists.set(list, [...(lists.get(list) ?? []), ...items.map((item) => ({ text: item, line }))]);
    // The bracket that closes it stands outside the texts.
    if (/\]\s*(#.*)?$/.test((member?.[2] ?? text).replace(/"[^"]*"|'[^']*'/g, ""))) list = undefined;
  }
  return { lists, tables };
}
