import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { StageContexts } from "../check.ts";
import { isObject, type JsonObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";

type Context = Pick<StageContexts["probe"], "api" | "brief">;

/** A record as it is read now; `record` is undefined where it is not served, which stateful.create-then-read names. */
export async function readRecord(
  { api, brief }: Context,
  id: string,
): Promise<{ readonly exchange: Answered; readonly record: JsonObject | undefined }> {
  const { read, pathParameter } = mainResource(brief);
  const exchange = await api.call(read, { path: { [pathParameter]: id } });
  const body = exchange.response.status === 200 ? jsonOf(exchange.response) : undefined;
  return { exchange, record: isObject(body) ? body : undefined };
}

/** Sends a change of a record. */
export async function updateRecord({ api, brief }: Context, id: string, json: JsonObject): Promise<Answered> {
  const { update, pathParameter } = mainResource(brief);
  if (update === undefined) throw new Error("not asked by this brief");
  return await api.call(update, { path: { [pathParameter]: id }, json });
}
