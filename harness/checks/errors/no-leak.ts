import { matchOperation } from "../../http/match-operation.ts";
import { defineCheck } from "../check.ts";
import { isAnswered, nameOf } from "../contract/documented.ts";
import { nothingSeen, tally } from "../share.ts";
import { leakIn } from "./leaks.ts";

/** Every error of the run, server errors too: that there is one costs elsewhere, what it tells costs here. */
export default defineCheck({
  id: "errors.no-leak",
  stage: "traffic",
  after: ["operations.boots"],
  title: "No error tells about the inside of the service",
  why: "Whoever wants to break in sends wrong requests first: stack traces, SQL and file names tell where to go on.",
  hint: "Write the exception to the log, and answer with a text of your own; never put str(error) into a response.",
  run({ brief, traffic }) {
    const seen = tally();
    const leaking = new Set<string>();
    for (const exchange of traffic.filter(isAnswered)) {
      const { status } = exchange.response;
      if (status < 400) continue;
      const match = matchOperation(brief.api.operations, exchange.request);
      const subject = `${match === undefined ? "elsewhere" : nameOf(match.operation)} ${status}`;
      if (leaking.has(subject)) continue;
      const leak = leakIn(exchange, traffic);
      if (leak === undefined) seen.ok(subject);
      else {
        leaking.add(subject);
        seen.wrong(subject, {
          message: `An error shows ${leak.what}.`,
          expected: "what the client did wrong, and nothing about the code, its files or its database",
          received: leak.text,
          curl: exchange.curl,
          exchanges: [exchange],
        });
      }
    }
    return seen.outcome((count) => `${count} kinds of error`) ?? nothingSeen("No error was answered.");
  },
});
