import { defineCheck } from "../check.ts";
import { appsOf, factoriesOf, ownCode } from "./own-code.ts";

/** Passes as soon as one function makes an application and hands it out, whatever it is called. */
export default defineCheck({
  id: "design.app-factory",
  stage: "source",
  title: "The application is made by a function",
  why: "An application that a function makes can be started with other settings: for tests, for another database, twice side by side.",
  hint: "Create the Flask object inside a function such as create_app() and return it; call that function where the server starts.",
  async run({ workspace }) {
    const modules = ownCode(await workspace.facts());
    const apps = appsOf(modules);
    const examined = `${modules.length} modules, ${apps.length} places where an application is made`;
    if (factoriesOf(modules).length > 0) return { verdict: "passed", examined };
    const findings = apps.map(({ path, app }) => ({
      message:
        app.madeIn === undefined
          ? `${app.className} is created when ${path} is imported, not by a function.`
          : `${app.madeIn}() creates the application, but gives it to nobody.`,
      place: { path, line: app.line },
    }));
    const none = { message: "No place was found where a Flask application is created." };
    return { verdict: "failed", share: 0, examined, findings: findings.length > 0 ? findings : [none] };
  },
});
