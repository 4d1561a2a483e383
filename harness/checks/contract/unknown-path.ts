import { mediaTypeOf } from "../../http/headers.ts";
import { matchPath } from "../../http/match-operation.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen, tally } from "../share.ts";

export default defineCheck({
  id: "contract.unknown-path",
  stage: "probe",
  after: ["operations.boots"],
  title: "A path that does not exist gives 404",
  why: "A client with a typing error must learn that the address is wrong, not get an empty success or a crash.",
  hint: "Leave unknown paths to Flask's 404, and format it in an error handler.",
  async run({ api, brief, random }) {
    const { operations } = brief.api;
    const first = operations[0]?.path.split("/").slice(0, 2).join("/") ?? "";
    const unknown = [`/${random.token(10)}`, `${first}/${random.token(10)}`].filter((path) =>
      operations.every((operation) => matchPath(operation.path, path) === undefined),
    );
    const seen = tally();
    for (const path of unknown) {
      const exchange = await api.send("GET", path);
      const { status } = exchange.response;
      // An app of which only an API is known may show people a page wherever they go.
      if (brief.errors === undefined && mediaTypeOf(exchange.response) === "text/html" && status < 400) continue;
      if (status === 404) seen.ok(path);
      else {
        seen.wrong(path, {
          message: "A path that is not in the document is not answered with 404.",
          expected: "404",
          received: String(status),
          curl: exchange.curl,
          exchanges: [exchange],
          cause: path,
        });
      }
    }
    return (
      seen.outcome((count) => `${count} unknown paths`) ??
      nothingSeen("Every path that could be made up is one of the document, or a page.")
    );
  },
});
