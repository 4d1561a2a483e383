import combined from "./combined.ts";
import each from "./each.ts";

export const filteringChecks = [each, combined];
