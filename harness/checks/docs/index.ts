import type { AnyCheck } from "../check.ts";
import environmentDocumented from "./environment-documented.ts";
import readme from "./readme.ts";
import runSection from "./run-section.ts";

/** What is written for people. */
export const docsChecks: readonly AnyCheck[] = [readme, runSection, environmentDocumented];
