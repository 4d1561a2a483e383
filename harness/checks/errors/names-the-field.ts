import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { FieldNames } from "../../brief/types.ts";
import { defineCheck, PrerequisiteFailed, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { placeOf, withValueAt } from "../validation/json-place.ts";
import { typesOf } from "../validation/keywords.ts";
import { type Site, sitesOf } from "../validation/sites.ts";
import { askedForErrors, errorContract } from "./error-answers.ts";
import { nameOfPlace, namesIn, namesPlace } from "./named-fields.ts";

/** In place of a text, a number or a list: nothing that could be read as one. */
const wrong = { wrong: true };
/** More than this shows nothing more; some validators stop counting at some number. */
const mostFields = 6;

/** Whether it is refused at all is the business of the validation. Missing members are left out: validators disagree on where they are. */
export default defineCheck({
  id: "errors.names-the-field",
  stage: "probe",
  after: ["operations.boots", "contract.examples", "validation.wrong-type"],
  title: "An error names every value that is wrong, not only the first",
  why: "A form can mark the wrong fields at once. Otherwise people correct one mistake after the other, and give up at the third.",
  hint: "Let one schema validate the whole body, and turn all of its complaints into entries with the place of each.",
  notAskedBy: (brief) =>
    askedForErrors(brief) ??
    (brief.errors?.fields === undefined ? "The brief does not say where an error names fields." : undefined),
  async run(context) {
    const { api, brief } = context;
    const { fields } = errorContract(brief);
    const sites = wrongSites(context);
    const [first] = sites;
    if (fields === undefined || first === undefined) return nothingSeen("No value of a body can be wrong.");
    const send = async (body: unknown) => refusedOnly(await api.call(first.operation.id, { json: body }));
    const all = await send(sites.reduce<unknown>((body, { path }) => withValueAt(body, path, wrong), first.body));
    const seen = tally();
    for (const site of sites) {
      const place = placeOf(site.path);
      judge(seen, { site, fields, subject: `${place} among others`, exchange: all });
      const alone = await send(withValueAt(site.body, site.path, wrong));
      judge(seen, { site, fields, subject: `${place} alone`, exchange: alone });
    }
    return seen.outcome(() => `${sites.length} fields`) ?? { verdict: "passed" };
  },
});

/** Members of the create's body, of the fullest example; the last of a list's values rather than the first. */
function wrongSites(context: StageContexts["probe"]): readonly Site[] {
  const { create } = mainResource(context.brief);
  const sites = sitesOf(context).filter(({ operation, keywords, value, path }) => {
    const types = typesOf(keywords);
    const isLeaf = !Array.isArray(value) && types.length > 0 && !types.includes("object");
    return operation.id === create && path.length > 0 && isLeaf && path.every((step) => step !== 0);
  });
  const [one] = sites;
  const nestedFirst = sites
    .filter(({ body }) => body === one?.body)
    .toSorted((left, right) => right.path.length - left.path.length);
  return nestedFirst.slice(0, mostFields);
}

function refusedOnly(exchange: Answered): Answered {
  const { status } = exchange.response;
  if (status >= 400 && status <= 499) return exchange;
  throw new PrerequisiteFailed("validation.wrong-type", {
    message: "A body with values of wrong types is not refused.",
  });
}

function judge(
  seen: ReturnType<typeof tally>,
  asked: { readonly site: Site; readonly fields: FieldNames; readonly subject: string; readonly exchange: Answered },
): void {
  const { site, fields, subject, exchange } = asked;
  const names = namesIn(jsonOf(exchange.response), fields);
  if (names?.some((name) => namesPlace(name, site.path, fields.written)) === true) {
    seen.ok(subject);
    return;
  }
  const isAlone = subject.endsWith("alone");
  seen.wrong(subject, {
    message:
      names === undefined || names.length === 0
        ? "An error about a wrong value names no field."
        : isAlone
          ? "An error about a wrong value does not name it as published."
          : "Of several wrong values, not all are named.",
    expected: `${fields.list} has an entry with "${fields.name}": "${nameOfPlace(site.path, fields.written)}"`,
    received: names === undefined ? `no list at ${fields.list}` : JSON.stringify(names),
    curl: exchange.curl,
    exchanges: [exchange],
  });
}
