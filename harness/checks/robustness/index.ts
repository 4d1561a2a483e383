import type { AnyCheck } from "../check.ts";
import aliveAfterFuzz from "./alive-after-fuzz.ts";
import keepAliveAfterError from "./keep-alive-after-error.ts";
import memoryGrowth from "./memory-growth.ts";
import oddPaths from "./odd-paths.ts";
import oversizedHeader from "./oversized-header.ts";
import slowClient from "./slow-client-does-not-block-others.ts";

export const robustnessChecks: readonly AnyCheck[] = [
  oddPaths,
  oversizedHeader,
  keepAliveAfterError,
  slowClient,
  aliveAfterFuzz,
  memoryGrowth,
];
