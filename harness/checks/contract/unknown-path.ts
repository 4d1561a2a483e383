import { defineCheck } from "../check.ts";
import { tally } from "../share.ts";

export default defineCheck({
  id: "contract.unknown-path",
  stage: "probe",
  after: ["operations.boots"],
  title: "A path that does not exist gives 404",
  why: "A client with a typing error must learn that the address is wrong, not get an empty success or a crash.",
  hint: "Leave unknown paths to Flask's 404, and format it in an error handler.",
  async run({ api, brief, random }) {
    const first = brief.api.operations[0]?.path.split("/").slice(0, 2).join("/") ?? "";
    const seen = tally();
    for (const path of [`/${random.token(10)}`, `${first}/${random.token(10)}`]) {
      const exchange = await api.send("GET", path);
      const { status } = exchange.response;
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
    return seen.outcome((count) => `${count} unknown paths`) ?? { verdict: "passed" };
  },
});
