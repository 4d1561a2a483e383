import type { Json } from "../../brief/openapi/types.ts";
import { valueAt } from "../../brief/openapi/pointer.ts";
import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import { plausibleRequest } from "../auth/asked.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { nameOf } from "../contract/documented.ts";
import { isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { unknownId } from "../unknown-id.ts";
import { askedForErrors, errorContract } from "./error-answers.ts";

type Context = StageContexts["probe"];

/** Requests that go wrong in the same way, and the status that shows that they did. */
interface Kind {
  readonly what: string;
  readonly status: number;
  readonly answers: readonly Answered[];
}

/**
 * Only where the kind can't be in doubt: the same request twice, no credentials, no such record. Where the member is missing,
 * errors.schema says so. A list of the values is the schema's: errors.schema holds errors to it.
 */
export default defineCheck({
  id: "errors.vocabulary",
  stage: "probe",
  after: ["operations.boots"],
  title: "One kind of error goes by one name",
  why: "A program decides by that name what to do next. If each request has names of its own, it has to know them all.",
  hint: "Choose the name in one place from the kind of error, never from the view, the text or the record.",
  notAskedBy: (brief) =>
    askedForErrors(brief) ??
    (brief.errors?.kind === undefined ? "The brief does not say where an error names its kind." : undefined),
  async run(context) {
    const { kind: pointer = "" } = errorContract(context.brief);
    const seen = tally();
    for (const { what, status, answers } of [await strangers(context), await unknown(context)]) {
      const named = answers.flatMap((exchange) => {
        const name = exchange.response.status === status ? nameIn(exchange, pointer) : undefined;
        return name === undefined ? [] : [{ name, exchange }];
      });
      const [first] = named;
      for (const { name, exchange } of named.slice(1)) {
        if (first === undefined || name === first.name) seen.ok(what);
        else {
          seen.wrong(what, {
            message: `${what} go by several names.`,
            expected: `${pointer} is ${JSON.stringify(first.name)}, as for ${first.exchange.request.method} ${first.exchange.request.target}`,
            received: `${JSON.stringify(name)} for ${exchange.request.method} ${exchange.request.target}`,
            curl: exchange.curl,
            exchanges: [first.exchange, exchange],
          });
        }
      }
    }
    return seen.outcome((count) => `${count} kinds of error`) ?? nothingSeen("No error named its kind.");
  },
});

function nameIn({ response }: Answered, pointer: string): string | undefined {
  const name = valueAt((jsonOf(response) ?? null) as Json, pointer);
  return typeof name === "string" ? name : undefined;
}

/** Every operation that asks for credentials, without any. */
async function strangers(context: Context): Promise<Kind> {
  const { api, brief } = context;
  const answers: Answered[] = [];
  for (const operation of brief.api.operations.filter(({ secured }) => secured)) {
    const request = plausibleRequest(operation);
    answers.push(await api.call(operation.id, { ...request, ...unknownPath(context), as: "anonymous" }));
  }
  return { what: "Requests without credentials", status: 401, answers };
}

/** Every operation on one record that needs no body, or has an example of one, for records that are not there; reading one twice. */
async function unknown(context: Context): Promise<Kind> {
  const { api, brief } = context;
  const { read, pathParameter } = mainResource(brief);
  const own = brief.api.operation(read);
  const onOne = brief.api.operations.filter(({ path }) => path === own.path && path.includes(`{${pathParameter}}`));
  const answers: Answered[] = [];
  for (const operation of [own, ...onOne]) {
    answers.push(await api.call(operation.id, { ...plausibleRequest(operation), ...unknownPath(context) }));
  }
  return { what: `Requests for a record that is not there (${nameOf(own)})`, status: 404, answers };
}

/** Where the client chooses the id, it is one that could be: what can't be an id may be refused for that. */
function unknownPath(context: Pick<Context, "brief" | "random" | "records">) {
  const { exclusive, id, pathParameter } = mainResource(context.brief);
  const body = exclusive?.field === id ? context.records.apart(context.records.body()) : undefined;
  return { path: { [pathParameter]: isObject(body) ? String(body[id]) : unknownId(context) } };
}
