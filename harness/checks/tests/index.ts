import type { AnyCheck } from "../check.ts";
import assertions from "./assertions.ts";
import coverage from "./coverage.ts";
import killsMutants from "./kills-mutants.ts";
import minimum from "./minimum.ts";
import operationsCovered from "./operations-covered.ts";
import pass from "./pass.ts";
import repeatable from "./repeatable.ts";

/** The candidate's own tests. */
export const testsChecks: readonly AnyCheck[] = [
  pass,
  minimum,
  coverage,
  assertions,
  operationsCovered,
  killsMutants,
  repeatable,
];
