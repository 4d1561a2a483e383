import combined from "./combined.ts";
import each from "./each.ts";
import invalidValue from "./invalid-value.ts";
import literalText from "./literal-text.ts";

export const filteringChecks = [each, combined, literalText, invalidValue];
