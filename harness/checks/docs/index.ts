import type { AnyCheck } from "../check.ts";
import decisions from "./decisions.ts";
import documentedCommandsExist from "./documented-commands-exist.ts";
import documentedCommandsWork from "./documented-commands-work.ts";
import docstrings from "./docstrings.ts";
import endpointsDocumented from "./endpoints-documented.ts";
import environmentDocumented from "./environment-documented.ts";
import limitsAndNextSteps from "./limits-and-next-steps.ts";
import noDeadReferences from "./no-dead-references.ts";
import readme from "./readme.ts";
import runSection from "./run-section.ts";
import testSection from "./test-section.ts";

/** What is written for people. */
export const docsChecks: readonly AnyCheck[] = [
  readme,
  runSection,
  testSection,
  noDeadReferences,
  environmentDocumented,
  decisions,
  limitsAndNextSteps,
  endpointsDocumented,
  docstrings,
  documentedCommandsExist,
  documentedCommandsWork,
];
