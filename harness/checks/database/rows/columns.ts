import type { DatabaseProbe } from "../../../types/runtime.ts";
import { type JsonObject, microsecondsOf } from "../../json-values.ts";

type Row = Readonly<Record<string, string | null>>;

/** A column that a statement may set. */
export interface Column {
  /** As it is called, and as SQL writes it. */
  readonly plain: string;
  readonly name: string;
  /** PostgreSQL's category: S text, N numbers, D times, U uuid and others, E enums. */
  readonly category: string;
  readonly type: string;
  /** True where its values are unique by themselves. */
  readonly key: boolean;
}

/** The columns of a table, those apart that the database computes. */
export async function columnsOf(database: DatabaseProbe, table: string): Promise<readonly Column[]> {
  const found = await database.query(
    `select a.attname as plain, format('%I', a.attname) as name, t.typcategory as category, t.typname as type,
            exists (select 1 from pg_index i where i.indrelid = a.attrelid and i.indisunique and i.indnkeyatts = 1
                      and i.indkey[0] = a.attnum) as key
       from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = '${table.replaceAll("'", "''")}'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`,
  );
  return found.map(({ plain, name, category, type, key }) => ({
    plain: String(plain),
    name: String(name),
    category: String(category),
    type: String(type),
    key: key === "true",
  }));
}

/**
 * The column that holds a field of these records: the one with its name and its values, or the only one with its values, or the one
 * with its name, however that is spelt. Undefined where none of it can be said.
 */
export function columnOf(
  field: string,
  records: readonly JsonObject[],
  { columns, rows }: { readonly columns: readonly Column[]; readonly rows: readonly Row[] },
): Column | undefined {
  const wanted = records.map((record) => meaning(record[field])).sort();
  const holdsIt = ({ plain }: Column): boolean => {
    const held = rows.map((row) => meaning(row[plain])).sort();
    return held.length === wanted.length && held.every((value, index) => value === wanted[index]);
  };
  const named = columns.filter(({ plain }) => spelling(plain) === spelling(field));
  const holding = columns.filter(holdsIt);
  for (const candidates of [named.filter(holdsIt), holding, named]) if (candidates.length === 1) return candidates[0];
  return undefined;
}

function spelling(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}

/** The same text for what is the same value in JSON and in PostgreSQL's text. */
function meaning(value: unknown): string {
  const text = String(value ?? "");
  const time = microsecondsOf(text);
  if (time !== undefined) return `time ${time}`;
  return text !== "" && Number.isFinite(Number(text)) ? String(Number(text)) : text;
}
