import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

/** One blueprint is enough; health endpoints on the application itself are fine. A blueprint that nothing uses gives half. */
export default defineCheck({
  id: "design.blueprints",
  stage: "source",
  title: "Routes are grouped in blueprints",
  why: "Blueprints keep the parts of a service apart, so that the next part can be added without touching the first.",
  hint: "Put the routes on a Blueprint (or a flask-smorest, APIFlask or flask-restx equivalent) and register it on the application.",
  async run({ brief, workspace }) {
    const modules = ownCode(await workspace.facts());
    const blueprints = modules.flatMap(({ path, blueprints }) => blueprints.map((blueprint) => ({ path, blueprint })));
    const routes = modules.flatMap(({ path, routes }) => routes.map((route) => ({ path, route })));
    const registered = modules.some(({ registrations }) => registrations.length > 0);
    const examined = `${blueprints.length} blueprints, ${routes.length} routes`;
    // For whoever runs the service, not part of its API.
    const aside = new Set(["/", brief.runtime.alive, brief.runtime.ready]);
    const onApp = routes.filter(({ route }) => route.on === "app" && !aside.has(route.path ?? ""));
    const elsewhere = routes.some(({ route }) => route.on !== "app");
    const first = blueprints[0];

    if (first === undefined) {
      // connexion and the like make a blueprint of their own from a document.
      if (registered) return { verdict: "passed", examined };
      const findings = onApp.map(
        ({ path, route }): Finding => ({
          message: `${route.path ?? "A route"} is added to the application itself.`,
          place: { path, line: route.line },
          cause: "no-blueprint",
        }),
      );
      const none: Finding = { message: "No blueprint was found." };
      return { verdict: "failed", share: 0, examined, findings: findings.length > 0 ? findings.slice(0, 5) : [none] };
    }
    const place = { path: first.path, line: first.blueprint.line };
    if (!registered) {
      const message = "A blueprint is made, but none is registered on an application.";
      return { verdict: "failed", share: 0.5, examined, findings: [{ message, place }] };
    }
    if (onApp.length > 0 && !elsewhere) {
      const message = "A blueprint is registered, but every route of the API is on the application itself.";
      return { verdict: "failed", share: 0.5, examined, findings: [{ message, place }] };
    }
    return { verdict: "passed", examined };
  },
});
