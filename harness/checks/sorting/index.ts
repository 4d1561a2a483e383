import each from "./each.ts";

export const sortingChecks = [each];
