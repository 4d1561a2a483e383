import { defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { tally } from "../share.ts";
import { askedForRobustness } from "./asked.ts";

/** More than a server reads along with the head. */
const bodyBytes = 100_000;

/** A server may close a connection at any time (RFC 9112 9.5), or say that it does: then there is no second answer, and nothing is wrong. */
export default defineCheck({
  id: "robustness.keep-alive-after-error",
  stage: "probe",
  timed: true,
  after: ["operations.boots", "operations.health"],
  title: "What is left over of a refused request is not taken for the next one",
  why: "Proxies put the requests of many people on one connection. If the rest of one is read as the next, people get each other's answers.",
  hint: "Let a production server (gunicorn, waitress) handle connections, and don't write Content-Length or read the socket yourself.",
  notAskedBy: askedForRobustness,
  async run({ api, brief }) {
    const seen = tally();
    for (const [what, start] of refusedRequests({ brief })) {
      const body = "x".repeat(bodyBytes);
      const next = `GET ${brief.runtime.alive} HTTP/1.1\r\n`;
      const { answers, ended } = await api.talk(
        (headers) => [
          `${start}${headers}Content-Type: text/plain\r\nContent-Length: ${bodyBytes}\r\n\r\n${body}`,
          `${next}${headers}Connection: close\r\n\r\n`,
        ],
        { answers: 2, inTurn: true },
      );
      const [refusal, second] = answers;
      // Without a first answer there is nothing to carry on from.
      if (refusal === undefined || refusal.status < 400 || refusal.status > 499) continue;
      const isOver = refusal.isLast || ended === "closed";
      if (second === undefined ? isOver : second.status < 300) seen.ok(what);
      else {
        seen.wrong(what, {
          message: `On the connection of ${what} that was refused, the next request is not answered as it should be.`,
          expected: `200 for GET ${brief.runtime.alive}, or a closed connection`,
          received:
            second === undefined ? "nothing, on an open connection" : `${second.status} ${second.body.slice(0, 300)}`,
          curl: `head -c ${bodyBytes} /dev/zero > body; curl -i -X ${start.split(" ", 1)[0]} -u "$API_USERNAME:$API_PASSWORD" --data-binary @body "$BASE_URL${start.split(" ")[1]}" --next -i "$BASE_URL${brief.runtime.alive}"`,
        });
      }
    }
    return seen.outcome((count) => `${count} refused requests`) ?? { verdict: "passed" };
  },
});

/** Requests that are refused without a look at their body. */
function refusedRequests({ brief }: Pick<StageContexts["probe"], "brief">): readonly (readonly [string, string])[] {
  const { path } = brief.api.operation(mainResource(brief).create);
  return [
    ["a body of another media type", `POST ${path} HTTP/1.1\r\n`],
    ["a body for an unknown path", `POST ${path}-of-nobody HTTP/1.1\r\n`],
    ["a body for an unsupported method", `DELETE ${path} HTTP/1.1\r\n`],
  ];
}
