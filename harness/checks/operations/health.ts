import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";

export default defineCheck({
  id: "operations.health",
  stage: "probe",
  after: ["operations.boots"],
  title: "Both health endpoints answer, without credentials",
  why: "The platform asks them before it sends customers to the service, and restarts it when they say no.",
  hint: "Answer 200 on both paths without asking for credentials.",
  async run({ api, brief }) {
    const paths = [brief.runtime.alive, brief.runtime.ready];
    const findings: Finding[] = [];
    for (const path of paths) {
      const exchange = await api.send("GET", path, { as: "anonymous" });
      if (exchange.response.status < 200 || exchange.response.status > 299) {
        findings.push({
          message: `${path} does not say that the service is well.`,
          expected: "2xx",
          received: String(exchange.response.status),
          curl: exchange.curl,
          exchanges: [exchange],
        });
      }
    }
    if (findings.length === 0) return { verdict: "passed" };
    return { verdict: "failed", share: 1 - findings.length / paths.length, findings };
  },
});
