import type { Place } from "./next-place.ts";

/**
 * Where `rel="next"` of these Link headers (RFC 8288) leads, seen from the request's target: the query of the next page. What leads to
 * another path or another host is only named: a probe never leaves the service, and a list is one path.
 */
export function nextLink(
  headers: readonly string[],
  target: string,
): { readonly place: Place } | { readonly elsewhere: string } | undefined {
  for (const [, reference = "", parameters = ""] of headers.join(",").matchAll(linkValue)) {
    if (!isNext(parameters)) continue;
    const base = new URL(target, "http://service.invalid");
    const url = URL.canParse(reference, base.href) ? new URL(reference, base) : undefined;
    if (url === undefined) return { elsewhere: reference };
    // An app behind a gateway may write its own idea of the host into an absolute link: only path and query matter, unless
    // the host is plainly another one.
    const isHere = url.host === base.host || isLocal(url.hostname);
    if (!isHere || url.pathname !== base.pathname) return { elsewhere: reference };
    return { place: Object.fromEntries(url.searchParams) };
  }
  return undefined;
}

/** `<reference>; name=value; name="value"`. Inside the brackets commas don't part links. */
const linkValue = /<([^>]*)>((?:\s*;\s*[\w*-]+\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]+))?)*)/g;

/** Relation types are parted by spaces and compared in any case (RFC 8288, 3.3); only the first `rel` counts. */
function isNext(parameters: string): boolean {
  const [, quoted, plain = ""] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))/i.exec(parameters) ?? [];
  return (quoted ?? plain).toLowerCase().split(/\s+/).includes("next");
}

function isLocal(hostname: string): boolean {
  return hostname === "localhost" || hostname === "127.0.0.1";
}
