import challenge from "./challenge.ts";
import everyOperation from "./every-operation.ts";
import missing from "./missing.ts";
import wrong from "./wrong.ts";

export const authChecks = [missing, wrong, challenge, everyOperation];
