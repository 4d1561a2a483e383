import type { StageContexts } from "../check.ts";
import { jsonBody } from "../contract/json-body.ts";
import { planFor } from "../plan-for.ts";
import type { Case } from "./cases.ts";

/**
 * The cases that the document's bodies give which are no JSON: forms, files and plain text. Everything in them is text, so that only
 * what stays wrong as text is called wrong.
 */
export function formCases(
  { brief }: Pick<StageContexts["probe"], "brief">,
  keywords: readonly string[],
): readonly Case[] {
  const plans = planFor(brief).operations.filter(({ operation }) => jsonBody(operation) === undefined);
  return plans.flatMap(({ operation, boundaries, invalid }) =>
    [...boundaries, ...invalid]
      .filter(({ position, keyword }) => position === "body" && keywords.includes(keyword ?? ""))
      .map(({ subject, what, rule = "otherwise", call, wanted }) => ({
        operation,
        subject,
        what,
        rule,
        options: call,
        wanted,
      })),
  );
}
