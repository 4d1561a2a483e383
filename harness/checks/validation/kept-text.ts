import { propertyOf, successSchema } from "../../brief/openapi/property.ts";
import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { StageContexts } from "../check.ts";
import { isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { placeOf, withValueAt } from "./json-place.ts";
import { isFreeText } from "./keywords.ts";
import { type Site, sitesOf } from "./sites.ts";

type Context = StageContexts["probe"];

/** What became of a text: refused with a 4xx, a server error, or what reading the record shows afterwards. */
export type Kept =
  | { readonly kind: "refused"; readonly exchanges: readonly [Answered] }
  | { readonly kind: "server-error"; readonly exchanges: readonly [Answered] }
  | { readonly kind: "stored"; readonly value: unknown; readonly exchanges: readonly [Answered, Answered] };

/** The texts of the main resource that may be anything a person writes, and that reading a record shows again. */
export function freeTexts(context: Context): readonly Site[] {
  const { api } = context.brief;
  const { create, read, update } = mainResource(context.brief);
  const shown = successSchema(api.operation(read))?.pointer;
  if (shown === undefined) return [];
  return sitesOf(context).filter(
    ({ operation, path, keywords }) =>
      (operation.id === create || operation.id === update) &&
      path.length === 1 &&
      isFreeText(keywords) &&
      keywords.writeOnly !== true &&
      propertyOf(api, shown, String(path[0])) !== undefined,
  );
}

/** Stores the text and reads it; undefined where the document does not allow the text there. */
export async function keep(context: Context, site: Site, text: string): Promise<Kept | undefined> {
  const { api, brief } = context;
  const resource = mainResource(brief);
  const json = context.records.again(withValueAt(site.body, site.path, text));
  if (!brief.api.validate(site.schema, json, "request").valid) return undefined;
  const isNew = site.operation.id === resource.create;
  const path = isNew ? {} : { [resource.pathParameter]: (await context.records.create()).id };
  const sent = await api.call(site.operation.id, { json: isNew ? context.records.again(json) : json, path });
  const { status } = sent.response;
  if (status >= 500) return { kind: "server-error", exchanges: [sent] };
  if (status >= 400) return { kind: "refused", exchanges: [sent] };
  const answer = jsonOf(sent.response);
  const id = isNew && isObject(answer) ? answer[resource.id] : path[resource.pathParameter];
  if (typeof id !== "string" && typeof id !== "number") return undefined;
  const read = await api.call(resource.read, { path: { [resource.pathParameter]: id } });
  if (read.response.status >= 500) return { kind: "server-error", exchanges: [read] };
  const record = jsonOf(read.response);
  return {
    kind: "stored",
    value: isObject(record) ? record[String(site.path[0])] : undefined,
    exchanges: [sent, read],
  };
}

/** `/note of POST /v1/orders`, for findings. */
export function fieldOf({ operation, path }: Site): string {
  return `${placeOf(path)} of ${operation.method.toUpperCase()} ${operation.path}`;
}
