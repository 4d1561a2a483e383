import { defineCheck } from "../check.ts";

export default defineCheck({
  id: "operations.production-server",
  stage: "runtime",
  after: ["operations.boots"],
  title: "It is served by a production server",
  why: "Flask's own server is made for development: it says so itself, and falls over under load and under attack.",
  hint: "Start the app with gunicorn, waitress, uWSGI or another WSGI server in the Dockerfile's CMD.",
  async run({ api, brief, runtime }) {
    const exchange = await api.send("GET", brief.runtime.alive, { as: "anonymous" });
    const server = exchange.response.headers.find(([name]) => name === "server")?.[1] ?? "";
    const warning = (await runtime.logs()).find(({ text }) => /development server.*production/i.test(text));
    // Both are Werkzeug's own words; a production server in front of Flask shows neither.
    if (!/werkzeug/i.test(server) && warning === undefined) return { verdict: "passed" };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: "Flask's development server serves the app.",
          expected: "a production WSGI server",
          received: server === "" ? (warning?.text ?? "") : `Server: ${server}`,
          curl: exchange.curl,
          exchanges: [exchange],
        },
      ],
    };
  },
});
