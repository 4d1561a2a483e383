import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { loadBrief } from "../../../../../harness/brief/load-brief.ts";
import type { ProbeContext } from "../../../../../harness/checks/check.ts";
import model from "../../../../../harness/checks/stateful/model.ts";
import { fakeApp } from "./fake-app.ts";
import { fakeBookings } from "./fake-bookings.ts";
import { fakeStock } from "./fake-stock.ts";

const run = promisify(execFile);

async function scriptOf(context: ProbeContext): Promise<string> {
  const outcome = await model.run(context);
  const [finding] = outcome.verdict === "failed" ? outcome.findings : [];
  return finding?.curl ?? "";
}

/** What a shell shows of a script that runs against an app. */
async function replayed(script: string, url: string): Promise<string> {
  const { stdout } = await run("sh", ["-c", script], { env: { ...process.env, BASE_URL: url, NO_PROXY: "*" } });
  return stdout;
}

test("a script shows the fault again and again, also on an app that has seen the run: ids of the app's are carried", async () => {
  await using running = await fakeApp({
    brief: await loadBrief("bookings"),
    app: fakeBookings("change-books-again"),
  });
  const script = await scriptOf(running.context);
  expect(script).toMatch(/^id1=\$\(curl -s -X POST .* \| jq -r \.id\)$/m);
  for (const _ of [1, 2]) {
    const shown = [...(await replayed(script, running.url)).matchAll(/"state":"(\w+)"/g)].map(([, state]) => state);
    expect(shown).toHaveLength(2);
    expect(shown[0]).not.toBe("booked");
    expect(shown[1]).toBe("booked");
  }
});

test("ids that the client chooses are new ones in each replay", async () => {
  await using running = await fakeApp({ brief: await loadBrief("stock"), app: fakeStock("tags-outlive") });
  const script = await scriptOf(running.context);
  for (const _ of [1, 2]) {
    const shown = await replayed(script, running.url);
    expect([...shown.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status)).toEqual(["201", "204", "201"]);
    const [first, second] = [...shown.matchAll(/"tags":(\[[^\]]*\])/g)].map(([, tags]) => tags);
    expect(second).toBe(first);
  }
});
