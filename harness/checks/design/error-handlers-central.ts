import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

export default defineCheck({
  id: "design.error-handlers-central",
  stage: "source",
  advisory: true,
  title: "Errors are given their form in one place",
  why: "Where every function forms its own errors, no two look alike, and those that nobody thought of look like none.",
  hint: "Register error handlers on the application (errorhandler, register_error_handler), and raise exceptions elsewhere.",
  notAskedBy: ({ errors }) => (errors === undefined ? "The brief asks for no form of errors." : undefined),
  async run({ workspace }) {
    const modules = ownCode(await workspace.facts());
    const places = modules.filter(({ errorHandlers }) => errorHandlers.length > 0);
    const views = modules.flatMap(({ path, views }) => views.map(({ line }) => ({ path, line })));
    const examined = `${places.reduce((total, each) => total + each.errorHandlers.length, 0)} error handlers`;
    // These frameworks give errors one form by themselves.
    const framework = modules.flatMap(({ apps }) => apps).find(({ className }) => !/(^|[.:])Flask$/.test(className));
    if (framework !== undefined) return { verdict: "passed", examined: framework.className };
    if (places.length > 0) return { verdict: "passed", examined };
    const [first] = views;
    const place = first === undefined ? {} : { place: first };
    return {
      verdict: "failed",
      share: 0,
      examined,
      findings: [{ message: "No error handler is registered.", ...place }],
    };
  },
});
