import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

/** Packages in which the shape of input is declared. */
const declares =
  /^(pydantic|marshmallow|flask_marshmallow|apiflask|flask_smorest|webargs|flask_pydantic|jsonschema|fastjsonschema|openapi_core|flask_openapi3|spectree|connexion|msgspec|attrs?|cattrs|voluptuous|cerberus|schema|wtforms|flask_wtf|colander|flask_restx|typeguard|trafaret|schematics)\b/;

export default defineCheck({
  id: "design.validation-declared",
  stage: "source",
  advisory: true,
  title: "What input looks like is declared, not spelled out in conditions",
  why: "A declared shape can be read at a glance, and forgets nothing; a row of conditions has to be checked one by one.",
  hint: "Declare the bodies as schemas or models (pydantic, marshmallow, JSON Schema, ...), and let these refuse what does not fit.",
  async run({ workspace }) {
    const modules = ownCode(await workspace.facts());
    const declared = modules.flatMap(({ path, imports }) =>
      imports.filter(({ origin }) => declares.test(origin)).map(({ origin }) => `${path}: ${origin}`),
    );
    const [example] = declared;
    if (example !== undefined) return { verdict: "passed", examined: example };
    const view = modules.flatMap(({ path, views }) => views.map(({ line }) => ({ path, line })))[0];
    if (view === undefined)
      return { verdict: "not-applicable", reason: "No function was found that answers requests." };
    const message = "No package that declares the shape of input is imported.";
    return { verdict: "failed", share: 0, findings: [{ message, place: view }] };
  },
});
