import type { AnyCheck } from "../check.ts";
import appFactory from "./app-factory.ts";
import blueprints from "./blueprints.ts";
import broadExcept from "./broad-except.ts";
import complexity from "./complexity.ts";
import configLayered from "./config-layered.ts";
import deadCode from "./dead-code.ts";
import dependencyHygiene from "./dependency-hygiene.ts";
import duplication from "./duplication.ts";
import errorHandlersCentral from "./error-handlers-central.ts";
import layering from "./layering.ts";
import lint from "./lint.ts";
import moduleSize from "./module-size.ts";
import noGlobalState from "./no-global-state.ts";
import noHardCodedSecrets from "./no-hard-coded-secrets.ts";
import safeDefaults from "./safe-defaults.ts";
import sqlByParameters from "./sql-by-parameters.ts";
import typeHints from "./type-hints.ts";
import validationDeclared from "./validation-declared.ts";

/** How the code is built, read from its source. */
export const designChecks: readonly AnyCheck[] = [
  appFactory,
  blueprints,
  layering,
  complexity,
  lint,
  moduleSize,
  broadExcept,
  sqlByParameters,
  noHardCodedSecrets,
  errorHandlersCentral,
  validationDeclared,
  configLayered,
  noGlobalState,
  safeDefaults,
  typeHints,
  deadCode,
  duplication,
  dependencyHygiene,
];
