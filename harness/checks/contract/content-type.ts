import { headerOf, isJsonType, mediaTypeOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen, tally } from "../share.ts";
import { answersOfOperations, isJudged, nameOf } from "./documented.ts";

export default defineCheck({
  id: "contract.content-type",
  stage: "traffic",
  after: ["operations.boots"],
  title: "Answers are of the documented kind: JSON is labelled as JSON",
  why: "Programs choose how to read an answer by its label; JSON that calls itself a web page is not read.",
  hint: "Return a dict or use jsonify, so that Flask sets Content-Type: application/json.",
  run(context) {
    const seen = tally();
    for (const { operation, exchange, documented } of answersOfOperations(context).filter((each) =>
      isJudged(context.brief, each),
    )) {
      const types = Object.keys(documented?.content ?? {});
      if (types.length === 0) continue;
      const name = nameOf(operation);
      const problem = problemOf(exchange, types);
      if (problem === undefined) seen.ok(name);
      else {
        seen.wrong(name, {
          message: `${name} ${problem}`,
          expected: `Content-Type: ${types.join(" or ")}`,
          received: `Content-Type: ${headerOf(exchange.response, "content-type") ?? "(none)"}`,
          curl: exchange.curl,
          exchanges: [exchange],
        });
      }
    }
    return seen.outcome((count) => `${count} operations`) ?? nothingSeen("No successful answer with a body was seen.");
  },
});

function problemOf({ response }: Answered, types: readonly string[]): string | undefined {
  const type = mediaTypeOf(response);
  if (type === undefined) return "does not say of what kind its answer is.";
  if (!types.some((documented) => covers(documented, type))) return "labels its answer as something else.";
  // JSON between systems is UTF-8 (RFC 8259 8.1).
  const charset = /;\s*charset="?([^";\s]+)/i.exec(headerOf(response, "content-type") ?? "")?.[1]?.toLowerCase();
  const isUtf8 = charset === undefined || charset === "utf-8" || charset === "utf8" || charset === "us-ascii";
  return isJsonType(type) && !isUtf8 ? `says that its JSON is in ${charset}.` : undefined;
}

/** A documented media type may be a range, such as `application/*`. */
function covers(documented: string, type: string): boolean {
  const plain = documented.split(";", 1)[0]?.trim() ?? "";
  if (plain === "*/*") return true;
  return plain.endsWith("/*") ? type.startsWith(plain.slice(0, -1)) : plain === type;
}
