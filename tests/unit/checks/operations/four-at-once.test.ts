import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { generateDataset } from "../../../../harness/brief/dataset.ts";
import { loadBrief } from "../../../../harness/brief/load-brief.ts";
import type { StageContexts } from "../../../../harness/checks/check.ts";
import fourAtOnce from "../../../../harness/checks/operations/four-at-once.ts";
import { createRecords } from "../../../../harness/checks/records.ts";
import { createClient } from "../../../../harness/http/client.ts";
import type { Outcome } from "../../../../harness/types/outcome.ts";
import { seededRandom } from "../../../../harness/types/random.ts";
import type { BootReport, Runtime, Together } from "../../../../harness/types/runtime.ts";
import { briefForTests } from "../../submission/brief-for-tests.ts";

type Order = Readonly<Record<string, unknown>>;

const brief = await loadBrief("orders");
const dataset = generateDataset(brief, 3) as readonly Order[];
const ready: BootReport = { ready: true, readyMs: 900, port: 8000, logs: [] };

/** The API of `orders` over a list that others may share; `keeps: false` forgets what it is told. */
async function serve(orders: Order[], keeps = true): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://service.invalid");
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    };
    const [, , , id] = url.pathname.split("/");
    if (request.method === "POST") {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const order = { ...JSON.parse(Buffer.concat(chunks).toString()), id: randomUUID() };
        if (keeps) orders.push(order);
        answer(201, order);
      });
    } else if (id !== undefined) {
      const order = orders.find((each) => each.id === id);
      answer(order === undefined ? 404 : 200, order ?? {});
    } else {
      const email = url.searchParams.get("customer_email");
      const data = orders.filter(({ customer_email }) => email === null || customer_email === email);
      answer(200, { data, next_cursor: null });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Asks four that came up so, over these orders, beside an app that started alone. */
async function ask({
  boots = [ready, ready, ready, ready],
  imported = dataset,
  alone = dataset,
  keeps = true,
}: {
  readonly boots?: readonly BootReport[];
  readonly imported?: readonly Order[];
  readonly alone?: readonly Order[];
  readonly keeps?: boolean;
}): Promise<Outcome> {
  const orders = [...imported];
  await using app = await serve([...alone]);
  await using stack = new AsyncDisposableStack();
  const containers: Together["containers"][number][] = [];
  for (const boot of boots) containers.push({ boot, baseUrl: stack.use(await serve(orders, keeps)).url });
  await using api = createClient({ baseUrl: app.url, api: brief.api, random: seededRandom(1, "client") });
  const random = seededRandom(1, fourAtOnce.id);
  const together: Runtime["together"] = async () => ({ containers, [Symbol.asyncDispose]: async () => undefined });
  const records = createRecords({ api, brief, random });
  const context = { brief, api, random, records, dataset, runtime: { together } };
  return await fourAtOnce.run(context as unknown as StageContexts["disturb"]);
}

const ended = (text: string, exitCode = 1): BootReport => ({
  ready: false,
  reason: `It ended with exit code ${exitCode} instead of serving.`,
  exitCode,
  logs: [{ stream: "stderr", text }],
});

describe("four that start at the same moment", () => {
  test("pass where all come up, know what one is told, and have imported each record once", async () => {
    expect(await ask({})).toMatchObject({
      verdict: "passed",
      examined: "4 containers, 63 things that they were asked for",
    });
  });

  test("fail where one ends, with its log and the commands that show it", async () => {
    const outcome = await ask({ boots: [ready, ended('relation "orders" already exists'), ready, ready] });
    expect(outcome).toMatchObject({ verdict: "failed", share: 0.75 });
    expect(outcome).toHaveProperty(
      "findings.0.message",
      "Of 4 containers that start at the same moment on an empty database, one ends: It ended with exit code 1 instead of serving.",
    );
    expect(outcome).toHaveProperty("findings.0.detail", 'stderr  relation "orders" already exists');
    expect(outcome).toHaveProperty("findings.0.curl", expect.stringContaining("--env DATABASE_URL"));
  });

  test.each([
    ["is late", { ready: false, reason: "Nothing listens on port 8000 within 45 s of the start.", logs: [] }],
    ["is killed for what the machine lacks", ended("", 137)],
    ["is let in too late for it", ended("connection failed: connection timeout expired")],
    ["finds no connection left", ended('FATAL:  too many connections for role "four"')],
  ] satisfies [string, BootReport][])("are not judged where one %s", async (_, boot) => {
    expect(await ask({ boots: [ready, boot, ready, ready] })).toMatchObject({ verdict: "inconclusive" });
  });

  test("fail where another does not know what one has stored", async () => {
    const outcome = await ask({ keeps: false });
    expect(outcome).toMatchObject({ verdict: "failed", findings: [{ expected: "200 and the order" }] });
  });
});

describe("what four have imported at the same moment", () => {
  const [first = {}, ...rest] = dataset;

  test("is wrong where a record is there twice, and once where one has imported it alone", async () => {
    const outcome = await ask({ imported: [first, ...dataset] });
    expect(outcome).toMatchObject({ verdict: "failed", findings: [{ cause: "several times" }] });
    expect(await ask({ imported: [first, ...dataset], alone: [first, ...dataset] })).toMatchObject({
      verdict: "passed",
    });
  });

  test("is wrong where a record has its items twice", async () => {
    const items = first.items as readonly unknown[];
    const doubled = { ...first, items: [...items, ...items] };
    const outcome = await ask({ imported: [doubled, ...rest] });
    expect(outcome).toMatchObject({ verdict: "failed", findings: [{ cause: "items" }] });
    expect(await ask({ imported: [doubled, ...rest], alone: [doubled, ...rest] })).toMatchObject({ verdict: "passed" });
  });

  test("is wrong where a record is missing, and only there", async () => {
    const [missing, missingAlone] = await Promise.all([ask({ imported: rest }), ask({ imported: rest, alone: rest })]);
    expect(missing).toMatchObject({ verdict: "failed", findings: [{ cause: "not served" }] });
    expect(missingAlone).toMatchObject({ verdict: "passed" });
  }, 15_000);

  test("may be less of each record than reading it shows", async () => {
    const short = dataset.map(({ id, status }) => ({ id, status }));
    expect(await ask({ imported: short })).toMatchObject({ verdict: "passed" });
  });
});

test("a brief that asks for one container only does not ask for four", () => {
  expect(fourAtOnce.notAskedBy?.(briefForTests)).toBe("The brief does not ask for several of it beside one database.");
  expect(fourAtOnce.notAskedBy?.(brief)).toBeUndefined();
});
