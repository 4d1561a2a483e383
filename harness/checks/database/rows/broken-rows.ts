import type { Brief, RefusedRows } from "../../../brief/types.ts";
import { propertyOf, successSchema } from "../../../brief/openapi/property.ts";
import type { RowChange } from "../../../types/runtime.ts";
import type { JsonObject } from "../../json-values.ts";
import { mainResource } from "../../main-resource.ts";
import { columnOf, type Column } from "./columns.ts";

/** Where records lie: their table, its columns and, in the order of the records, their rows. */
export interface Stored {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, string | null>>[];
  readonly records: readonly JsonObject[];
  /** SQL that is true of the first record's row `t`. */
  readonly first: string;
}

/** A row that the brief wants refused, in words and as a change. */
export interface BrokenRow {
  readonly what: string;
  readonly change: RowChange;
}

/** Each row of the brief's `refuses` that can be made of the first record; a field without a column of its own makes none. */
export function brokenRows(brief: Brief, refuses: RefusedRows, stored: Stored): readonly BrokenRow[] {
  const { table, first } = stored;
  const column = (field: string) => columnOf(field, stored.records, stored);
  const changed = (field: string, of: (column: Column) => readonly [what: string, value: string, broken: string]) => {
    const found = column(field);
    if (found === undefined) return [];
    const [what, value, broken] = of(found);
    return [{ what, change: { table, row: first, column: found.name, value, broken } }];
  };
  const { reversed } = refuses;
  const before = reversed && column(reversed.before);
  return [
    ...refuses.missing.flatMap((field) =>
      changed(field, ({ name }) => [`without a value in ${field}`, "null", `t.${name} is null`]),
    ),
    ...refuses.unlisted.flatMap((field) => {
      const value = unlistedValue(brief, field, stored.records[0]?.[field]);
      if (value === undefined) return [];
      return changed(field, ({ name }) => [`with ${field} ${value}`, `'${value}'`, `t.${name}::text = '${value}'`]);
    }),
    ...Object.entries(refuses.below).flatMap(([field, least]) =>
      changed(field, ({ name }) => [`with ${field} ${least - 1}`, String(least - 1), `t.${name} < ${least}`]),
    ),
    ...refuses.twice.flatMap((field) =>
      changed(field, ({ plain, name }) => {
        const taken = `'${String(stored.rows[1]?.[plain]).replaceAll("'", "''")}'`;
        return [`with the ${field} of another`, taken, `t.${name}::text = ${taken}`];
      }),
    ),
    ...(reversed === undefined || before === undefined
      ? []
      : changed(reversed.after, ({ name }) => [
          `with ${reversed.after} an hour before ${reversed.before}`,
          `${before.name} - interval '1 hour'`,
          `t.${name} < t.${before.name}`,
        ])),
  ];
}

/** A text as long as the given one that the document does not list; undefined where it takes that one, too. */
function unlistedValue({ api, ...brief }: Brief, field: string, listed: unknown): string | undefined {
  if (typeof listed !== "string") return undefined;
  const value = listed.replaceAll(/[a-z]/g, "x").replaceAll(/[A-Z]/g, "X");
  const schema = successSchema(api.operation(mainResource({ api, ...brief }).read));
  const property = schema && propertyOf(api, schema.pointer, field);
  return property === undefined || api.validate(property, value, "response").valid ? undefined : value;
}
