import type { AnyCheck } from "../check.ts";
import errorHasTrace from "./error-has-trace.ts";
import metrics from "./metrics.ts";
import noSecrets from "./no-secrets.ts";
import oneAccessLine from "./one-access-line-per-request.ts";
import requestIdEchoed from "./request-id-echoed.ts";
import requestIdGenerated from "./request-id-generated.ts";
import requestIdInLogs from "./request-id-in-logs.ts";
import standardOutput from "./stdout.ts";
import structured from "./structured.ts";

export const observabilityChecks: readonly AnyCheck[] = [
  structured,
  requestIdEchoed,
  requestIdGenerated,
  requestIdInLogs,
  oneAccessLine,
  standardOutput,
  noSecrets,
  errorHasTrace,
  metrics,
];
