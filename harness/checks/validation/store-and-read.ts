import { jsonOf } from "../../http/headers.ts";
import type { Answered, RequestOptions } from "../../http/types.ts";
import type { StageContexts } from "../check.ts";
import { isObject, type JsonObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";

/** What became of a new record: refused with a 4xx, a server error, or what reading it shows afterwards. */
export type Stored =
  | { readonly kind: "refused"; readonly exchanges: readonly [Answered] }
  | { readonly kind: "server-error"; readonly exchanges: readonly [Answered] }
  | { readonly kind: "unknown"; readonly exchanges: readonly [Answered] }
  | { readonly kind: "stored"; readonly record: JsonObject; readonly exchanges: readonly [Answered, Answered] };

/** Creates a record of the main resource and reads it; `unknown` where the answers do not show which one it is. */
export async function storeAndRead(
  { api, brief, records }: Pick<StageContexts["probe"], "api" | "brief" | "records">,
  sent: Pick<RequestOptions, "json" | "body" | "headers">,
): Promise<Stored> {
  const { create, read, id: idField, pathParameter } = mainResource(brief);
  const made = await api.call(create, { ...sent, json: records.again(sent.json) });
  const { status } = made.response;
  if (status >= 500) return { kind: "server-error", exchanges: [made] };
  if (status >= 400) return { kind: "refused", exchanges: [made] };
  const answer = jsonOf(made.response);
  const id = isObject(answer) ? answer[idField] : undefined;
  if (typeof id !== "string" && typeof id !== "number") return { kind: "unknown", exchanges: [made] };
  const shown = await api.call(read, { path: { [pathParameter]: id } });
  if (shown.response.status >= 500) return { kind: "server-error", exchanges: [shown] };
  const record = jsonOf(shown.response);
  if (!isObject(record)) return { kind: "unknown", exchanges: [made] };
  return { kind: "stored", record, exchanges: [made, shown] };
}
