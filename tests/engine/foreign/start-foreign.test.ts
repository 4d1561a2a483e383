import { expect, test } from "vitest";
import { loadApi } from "../../../harness/brief/openapi/load-api.ts";
import { foreignApps } from "../../foreign/foreign-apps.ts";
import { startForeign } from "../../foreign/start-foreign.ts";

test.each(foreignApps)("$name starts, its document loads, it answers, and it ends", async (app) => {
  let address: string;
  {
    await using running = await startForeign(app);
    address = running.url + app.get.path;
    const api = await loadApi(running.document);
    expect(api.operations.length).toBeGreaterThan(0);
    const response = await fetch(address, app.get.headers === undefined ? {} : { headers: app.get.headers });
    expect(response.status).toBe(200);
  }
  await expect(fetch(address)).rejects.toThrow();
});

test("an app starts afresh: what an earlier run has stored is gone", async () => {
  const app = foreignApps.find(({ name }) => name === "apiflask-orm");
  if (app === undefined) throw new Error("There is no apiflask-orm.");
  const stored = async (url: string) => ((await (await fetch(`${url}/pets`)).json()) as readonly unknown[]).length;
  {
    await using first = await startForeign(app);
    await fetch(`${first.url}/pets`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"name":"Rex","category":"dog"}',
    });
    expect(await stored(first.url)).toBe(4);
  }
  await using second = await startForeign(app);
  expect(await stored(second.url)).toBe(3);
});

test("an app that can't start says what its server said", async () => {
  const app = foreignApps.find(({ name }) => name === "flasgger-request-body");
  if (app === undefined) throw new Error("There is no flasgger-request-body.");
  await expect(startForeign({ ...app, wsgi: "absent:app" })).rejects.toThrow("No module named 'absent'");
});
