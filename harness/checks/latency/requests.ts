import type { Brief } from "../../brief/types.ts";
import { requiredHeaders } from "../../http/required-headers.ts";
import type { Answered } from "../../http/types.ts";
import type { LoadRequest } from "../../types/load.ts";
import type { StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";

/** What is measured, each with a target of its own. */
export type Kind = "read" | "list" | "write";

/** Requests of one kind, and how the app answered the first one, without load. */
export interface Prepared {
  readonly kind: Kind;
  readonly first: Answered;
  readonly next: () => LoadRequest;
}

type Context = StageContexts["load"];

/** Makes the records that are read, and says how to ask for them. Throws PrerequisiteFailed where none can be created. */
export const prepare: Readonly<Record<Kind, (context: Context) => Promise<Prepared>>> = {
  async read({ api, brief, records }) {
    const { pathParameter, read } = mainResource(brief);
    const { id } = await records.create();
    return getting("read", await api.call(read, { path: { [pathParameter]: id } }));
  },

  /** A whole page of ordinary length, of records that a filter finds: what is stored beside them does not matter. */
  async list(context) {
    const { api, brief, records } = context;
    const { overrides, query } = partitionQuery(context);
    for (let made = 0; made < (brief.pagination?.defaultLimit ?? 20); made += 1) await records.create(overrides);
    return getting("list", await api.call(operationOf(brief, "list"), { query }));
  },

  /** The same record again and again, but for what must differ. */
  async write({ api, brief, random, records }) {
    const operation = brief.api.operation(operationOf(brief, "write"));
    const body = records.body();
    const next = (): LoadRequest => ({
      method: "POST",
      path: operation.path,
      headers: { "Content-Type": "application/json", ...requiredHeaders(operation, random) },
      body: JSON.stringify(records.again(body)),
    });
    return { kind: "write", first: await api.call(operation.id, { json: body }), next };
  },
};

function getting(kind: Kind, first: Answered): Prepared {
  const { target } = first.request;
  return { kind, first, next: () => ({ method: "GET", path: target, headers: {} }) };
}

function operationOf({ latency }: Brief, kind: Kind): string {
  const target = latency?.[kind];
  if (target === undefined) throw new Error("not asked by this brief");
  return target.operation;
}
