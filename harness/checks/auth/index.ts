import type { AnyCheck } from "../check.ts";
import beforeLookup from "./before-lookup.ts";
import beforeValidation from "./before-validation.ts";
import challenge from "./challenge.ts";
import colonAndUtf8 from "./colon-and-utf8.ts";
import everyOperation from "./every-operation.ts";
import fromEnvironment from "./from-environment.ts";
import malformed from "./malformed.ts";
import missing from "./missing.ts";
import publicEndpointsStayPublic from "./public-endpoints-stay-public.ts";
import schemeCase from "./scheme-case.ts";
import wrong from "./wrong.ts";

export const authChecks: readonly AnyCheck[] = [
  missing,
  wrong,
  malformed,
  challenge,
  everyOperation,
  beforeLookup,
  beforeValidation,
  schemeCase,
  publicEndpointsStayPublic,
  fromEnvironment,
  colonAndUtf8,
];
