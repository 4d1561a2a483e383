import { makeBody } from "../brief/request-body.ts";
import { withRulesKept } from "../brief/time-rules.ts";
import type { Brief, Resource } from "../brief/types.ts";
import { jsonOf } from "../http/headers.ts";
import type { Client } from "../http/types.ts";
import type { Finding } from "../types/outcome.ts";
import type { Random } from "../types/random.ts";
import { type CreatedRecord, PrerequisiteFailed, type Records } from "./check.ts";
import { isObject, type JsonObject } from "./json-values.ts";
import { mainResource, publishedResource } from "./main-resource.ts";

/** Where it counts against the candidate that creating a record does not work; others are `blocked` by it. */
const createdBy = "stateful.create-then-read";

/** Records of the brief's main resource for one check. */
export function createRecords(options: {
  readonly api: Client;
  readonly brief: Brief;
  readonly random: Random;
  /**
   * Lower-case letters and digits that no other run has, for an app that outlives the run: with the same seed, its records would be
   * in the way of a second one.
   */
  readonly mark?: string;
}): Records {
  const { api, brief, random, mark = "" } = options;
  const unique = (): string => random.token(12 - mark.length) + mark;
  const partition = (): string => (mainResource(brief).partition?.value ?? "{unique}").replace("{unique}", unique());
  const separators = separatorsOf(publishedResource(brief)?.exclusive, unique);
  const body: Records["body"] = (overrides = {}) => {
    const resource = mainResource(brief);
    return {
      ...withRulesKept(makeBody(brief.api, resource.create, random), resource.rules, random),
      ...(resource.partition === undefined ? {} : { [resource.partition.field]: partition() }),
      ...separators.fresh(),
      ...separators.renewed(overrides),
    };
  };
  return {
    body,
    partition,
    apart: (given) => (isObject(given) ? { ...given, ...separators.fresh() } : given),
    again: (given) => (isObject(given) ? separators.renewed(given) : given),
    againAsText: separators.renewedText,
    async create(overrides = {}) {
      const resource = mainResource(brief);
      const sent = body(overrides);
      const exchange = await api.call(resource.create, { json: sent });
      const received = jsonOf(exchange.response);
      const id = isObject(received) ? received[resource.id] : undefined;
      const { status } = exchange.response;
      if (status >= 200 && status <= 299 && isObject(received) && (typeof id === "string" || typeof id === "number")) {
        return { id: String(id), sent, received, exchange } satisfies CreatedRecord;
      }
      throw new PrerequisiteFailed(createdBy, notCreated(resource.name, resource.id, exchange));
    },
  };
}

/** Values of the field that keeps records apart, and which of them were made here. */
function separatorsOf(exclusive: Resource["exclusive"], unique: () => string) {
  const made = new Set<unknown>();
  /** The field with a value that nobody has; nothing where the brief names no such field. */
  const fresh = (): JsonObject => {
    if (exclusive === undefined) return {};
    const value = exclusive.value.replace("{unique}", unique());
    made.add(value);
    return { [exclusive.field]: value };
  };
  return {
    fresh,
    renewed: (body: JsonObject): JsonObject =>
      exclusive !== undefined && made.has(body[exclusive.field]) ? { ...body, ...fresh() } : body,
    renewedText(body: string): string {
      const used = [...made].find((value) => body.includes(JSON.stringify(value)));
      if (exclusive === undefined || used === undefined) return body;
      return body.replaceAll(JSON.stringify(used), JSON.stringify(fresh()[exclusive.field]));
    },
  };
}

function notCreated(name: string, id: string, exchange: CreatedRecord["exchange"]): Finding {
  const { status, body } = exchange.response;
  return {
    message: `A valid ${name} could not be created.`,
    expected: `201 and the ${name} with its ${id}`,
    received: `${status} ${body.slice(0, 500)}`,
    curl: exchange.curl,
    exchanges: [exchange],
    cause: "not-created",
  };
}
