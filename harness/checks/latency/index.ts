import type { AnyCheck } from "../check.ts";
import read from "./read.ts";

export const latencyChecks: readonly AnyCheck[] = [read];
