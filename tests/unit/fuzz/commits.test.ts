import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadBrief } from "../../../harness/brief/load-brief.ts";
import { catalogue } from "../../../harness/checks/catalogue.ts";
import type { AnyCheck, Check } from "../../../harness/checks/check.ts";
import { takeIn } from "../../../harness/submission/intake.ts";
import { git } from "../submission/intake/git.ts";
import { temporaryFolder, writeTree } from "../submission/intake/temporary.ts";
import { edited } from "./edits.ts";
import { readsAny } from "./reads.ts";

const isSource = (check: AnyCheck): check is Check<"source"> => check.stage === "source";
const words = [
  "99999999999999999999",
  "-1",
  "+9999",
  "1767000000",
  "<",
  ">",
  "parent ",
  "author ",
  "committer ",
  "gpgsig ",
];

test("whatever stands in a commit, its history is judged", { timeout: 60_000 }, async () => {
  await using temporary = await temporaryFolder();
  const shop = join(temporary.path, "shop");
  await writeTree(shop, { "app.py": "x = 1\n" });
  git(shop, "init", "-q", "-b", "main");
  git(shop, "add", ".");
  git(shop, "commit", "-qm", "first");
  const commit = git(shop, "cat-file", "commit", "HEAD");
  const brief = await loadBrief("orders");
  const signal = new AbortController().signal;
  await readsAny(
    edited([commit], words),
    async (input) => {
      const args = ["hash-object", "-t", "commit", "-w", "--stdin", "--literally"];
      const id = execFileSync("git", args, { cwd: shop, input, encoding: "utf8" }).trim();
      await writeTree(shop, { ".git/refs/heads/main": `${id}\n` });
      await using workspace = await takeIn(shop, { folder: join(temporary.path, "run"), signal });
      for (const check of catalogue.filter(isSource).filter((each) => each.id.startsWith("history."))) {
        expect((await check.run({ brief, workspace })).verdict).not.toBe("inconclusive");
      }
    },
    { numRuns: 30 },
  );
});
