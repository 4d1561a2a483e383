import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Scorecard } from "../../../harness/types/scorecard.ts";
import { assay, folderWith, startAssay } from "./assay.ts";

const openapi = fileURLToPath(new URL("../../../specs/orders/openapi.yaml", import.meta.url));
const strong = fileURLToPath(new URL("../../submissions/orders/strong-sqlalchemy", import.meta.url));

test("an app that was kept running can be checked at its address, and goes when it is told to", async () => {
  await using out = await folderWith({});
  const kept = startAssay(["grade", strong, "--keep", "--out", out.path]);
  const seen = new Promise<readonly string[]>((resolve) => {
    let said = "";
    kept.process.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /running at (\S+), user name (\S+), password (\S+)/.exec(said);
      if (found !== null) resolve(found.slice(1));
    });
  });
  const [url = "", name = "", password = ""] = await seen;
  const { code, stdout } = await assay(
    ...["check", strong, "--url", url, "--user", `${name}:${password}`, "--json", "--out", out.path],
  );
  expect(code).toBe(0);
  const card = JSON.parse(stdout) as Scorecard;
  expect(card.run).toMatchObject({ runtime: "url", incomplete: false });
  expect(card.totals.points).toBe(card.totals.decided);
  expect(card.totals.decided).toBeGreaterThan(75);
  const of = (id: string) => card.checks.find((check) => check.id === id)?.outcome;
  expect(of("operations.builds")).toMatchObject({ verdict: "not-applicable" });
  expect(of("concurrency.parallel-creates")).toMatchObject({
    verdict: "not-applicable",
    reason: expect.stringContaining("--all"),
  });
  expect(stdout).not.toContain(password);
  const alone = await assay(
    ...["check", "--url", url, "--openapi", openapi, "--user", `${name}:${password}`, "--json", "--out", out.path],
  );
  expect(alone.code).toBe(0);
  expect((JSON.parse(alone.stdout) as Scorecard).totals).toMatchObject({ points: 100, decided: 100 });
  kept.process.kill("SIGINT");
  expect((await kept.ended).stdout).toContain("100 of 100 points");
  expect((await assay("check", "--url", url)).code).toBe(3);
});
