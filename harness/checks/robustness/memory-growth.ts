import type { Outcome } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { inWaves } from "../in-waves.ts";
import { mainResource } from "../main-resource.ts";
import { askedForRobustness, robustnessOf } from "./asked.ts";

const requestsPerRound = 300;
const firstRequests = 100;
/** Every so manieth request is none of the large ones. */
const smallEvery = 10;
/** So many without one answer, each within the 5 s that are waited for it, and no more are sent: it would take for ever. */
const mostSilent = 12;
/** Of a text that no request repeats: 16 MB in a round, and little enough for a usual limit of bodies. */
const textBytes = 60_000;
const mebibyte = 1024 * 1024;

/**
 * A first round fills what a server fills once (threads, connections, the allocator's arenas). What grows in both of the others
 * goes on growing.
 */
export default defineCheck({
  id: "robustness.memory-growth",
  stage: "runtime",
  slow: true,
  timed: true,
  after: ["operations.boots", "operations.health"],
  title: "Its memory does not grow with what it is sent",
  why: "A service that keeps something of every request is killed when its memory is full, always at the busiest hour.",
  hint: "Keep nothing of a request in lists, dictionaries or caches without bounds that live as long as the process.",
  notAskedBy: askedForRobustness,
  async run(context) {
    const { runtime } = context;
    const bound = robustnessOf(context.brief).memoryGrowthMbAtMost;
    if (!(await round(context, firstRequests))) return mute;
    let before = await runtime.memoryBytes();
    const grown: number[] = [];
    // One that does not grow is enough.
    for (let rounds = 0; rounds < 2; rounds += 1) {
      if (!(await round(context, requestsPerRound))) return mute;
      const after = await runtime.memoryBytes();
      grown.push((after - before) / mebibyte);
      before = after;
      if ((grown.at(-1) ?? 0) <= bound) break;
    }
    const measurements = grown.map((value, index) => ({
      name: `memory grown in round ${index + 1}`,
      value: Math.round(value * 10) / 10,
      unit: "MB",
    }));
    if ((grown.at(-1) ?? 0) <= bound) return { verdict: "passed", measurements };
    return {
      verdict: "failed",
      share: 0,
      measurements,
      findings: [
        {
          message: "Its memory grows with every request, and does not stop.",
          expected: `at most ${bound} MB in each of two rounds of ${requestsPerRound} requests, after a first one`,
          received: grown.map((each) => `${each.toFixed(0)} MB`).join(", then "),
        },
      ],
    };
  },
});

const mute: Outcome = {
  verdict: "failed",
  share: 0,
  findings: [
    {
      message: `${mostSilent} requests in a row, most of them creates with a member that nobody knows and its long text, got no answer.`,
      expected: "a refusal of each, within 5 s",
    },
  ],
};

/**
 * Creates that are refused for a member that nobody knows and its long text, and between them reads of what is not there and lists
 * with a query of their own. They are no part of the traffic: so much text would fill our own memory instead. False where it does not answer at all.
 */
async function round({ api, brief, random, records }: StageContexts["runtime"], requests: number): Promise<boolean> {
  const { create, read, list } = mainResource(brief);
  const creating = brief.api.operation(create);
  const keys = creating.parameters.filter(({ in: place, required }) => place === "header" && required);
  const large = (): string => {
    const text = random.token(20).repeat(textBytes / 20);
    const body = JSON.stringify({ ...records.body(), [random.token(12)]: text });
    const own = keys.map(({ name }) => `${name}: ${random.uuid()}\r\n`).join("");
    return `${own}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };
  const small = [
    brief.api.operation(read).path.replace(/\{[^}]+\}/g, () => random.uuid()),
    ...(list === undefined ? [] : [`${brief.api.operation(list).path}?${random.token(12)}=${random.token(2_000)}`]),
  ];
  let silent = 0;
  await inWaves(
    Array.from({ length: requests }, (_, index) => index),
    async (index) => {
      if (silent >= mostSilent) return;
      const target = index % smallEvery === 0 ? small[(index / smallEvery) % small.length] : undefined;
      const { ended } = await api.talk((headers) =>
        target === undefined
          ? [`POST ${creating.path} HTTP/1.1\r\n${headers}Connection: close\r\n${large()}`]
          : [`GET ${target} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`],
      );
      silent = ended === "silent" ? silent + 1 : 0;
    },
  );
  return silent < mostSilent;
}
