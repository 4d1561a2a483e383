import type { AnyCheck } from "../check.ts";
import requestIdEchoed from "./request-id-echoed.ts";
import structured from "./structured.ts";

export const observabilityChecks: readonly AnyCheck[] = [structured, requestIdEchoed];
