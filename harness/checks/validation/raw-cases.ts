import { nameOf } from "../contract/documented.ts";
import type { Base } from "./bases.ts";
import type { Case } from "./cases.ts";
import { placeOf, withValueAt } from "./json-place.ts";
import type { Site } from "./sites.ts";

/** A body as it is, which must be refused. */
export function rawCase({ operation }: Pick<Base, "operation">, body: string, what: string, rule: string): Case {
  return {
    operation,
    subject: `${nameOf(operation)} ${what}`,
    what,
    rule,
    options: { headers: { "Content-Type": "application/json" }, body },
    wanted: "refused",
  };
}

/** The body of the site with a token in the place of its value that JSON.stringify would not write. */
function withToken(site: Site, token: string): string {
  const mark = "a-token-stands-here";
  return JSON.stringify(withValueAt(site.body, site.path, mark)).replace(`"${mark}"`, token);
}

/** The token in the place of the site's value. */
export function tokenCase(site: Site, token: string, rule: string): Case {
  const shown = token.length > 30 ? `${token.slice(0, 27)}...` : token;
  return rawCase(site, withToken(site, token), `${shown} as ${placeOf(site.path)}`, rule);
}
