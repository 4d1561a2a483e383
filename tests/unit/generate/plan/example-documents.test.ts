import { basename } from "node:path";
import { test } from "vitest";
import { exampleDocuments } from "../../../corpora/oas-examples.ts";
import { expectPlan } from "./expect-plan.ts";

for (const file of exampleDocuments()) {
  test(`${basename(file)} loads and is planned`, { timeout: 60_000 }, () => expectPlan(file));
}
