import each from "./each.ts";

export const filteringChecks = [each];
