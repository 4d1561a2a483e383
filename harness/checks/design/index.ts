import type { AnyCheck } from "../check.ts";
import appFactory from "./app-factory.ts";
import blueprints from "./blueprints.ts";
import broadExcept from "./broad-except.ts";
import complexity from "./complexity.ts";
import lint from "./lint.ts";

/** How the code is built, read from its source. */
export const designChecks: readonly AnyCheck[] = [appFactory, blueprints, complexity, lint, broadExcept];
