import { mainResource } from "../main-resource.ts";
import { defineCheck } from "../check.ts";
import { logText } from "./log-text.ts";
import { isDeepStrictEqual } from "node:util";

export default defineCheck({
  id: "operations.restart-keeps-data",
  stage: "disturb",
  timed: true,
  after: ["operations.boots", "stateful.create-then-read"],
  title: "What was stored is there after a restart",
  why: "Services are restarted with every release; what customers entrusted to them must not go with it.",
  hint: "Keep every record in PostgreSQL, none in memory or in a file of the container; never recreate tables at start.",
  async run({ api, brief, records, runtime }) {
    const resource = mainResource(brief);
    const created = await records.create();
    const read = () => api.call(resource.read, { path: { [resource.pathParameter]: created.id } });
    const before = await read();
    await runtime.stop({ graceSeconds: brief.runtime.stopsWithinSeconds });
    const boot = await runtime.start();
    if (!boot.ready) {
      return {
        verdict: "failed",
        share: 0,
        findings: [
          {
            message: `It does not start again on the database it used: ${boot.reason}`,
            expected: "ready after a restart",
            detail: logText(boot.logs),
          },
        ],
      };
    }
    const after = await read();
    if (before.response.status === after.response.status && sameJson(before.response.body, after.response.body)) {
      return { verdict: "passed", measurements: [{ name: "restart", value: Math.round(boot.readyMs), unit: "ms" }] };
    }
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: "A record that was stored before a restart is not there unchanged afterwards.",
          expected: before.response.body,
          received: `${after.response.status} ${after.response.body}`,
          curl: after.curl,
          exchanges: [created.exchange, before, after],
        },
      ],
    };
  },
});

function sameJson(one: string, other: string): boolean {
  if (one === other) return true;
  try {
    return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
  } catch {
    return false;
  }
}
