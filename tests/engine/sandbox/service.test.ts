import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../../../harness/sandbox/open-sandbox.ts";
import { type Bench, baseLines, bench, closedAndEmpty, contract, goodApp, started } from "./bench.ts";

let on: Bench;
let sandbox: Sandbox;
beforeAll(async () => {
  on = await bench();
});

/** Each test has a sandbox of its own and leaves nothing. */
async function inSandbox(run: (sandbox: Sandbox) => Promise<void>, changed = {}): Promise<void> {
  sandbox = await on.sandbox(changed);
  try {
    await run(sandbox);
  } finally {
    expect(await closedAndEmpty(on.engine, sandbox)).toEqual([]);
  }
}
afterAll(async () => {
  await sandbox?.[Symbol.asyncDispose]();
});

const json = async (url: string): Promise<unknown> => (await fetch(url)).json();

test("a good app is reachable, sees the data set, survives a restart, and shows its log, processes and statements", () =>
  inSandbox(async (open) => {
    const seen = 'import sys\nprint("seed:", json.load(open(os.environ["SEED_FILE"])), file=sys.stderr)\n';
    const service = await started(open, { "app.py": goodApp(seen) }, [{ id: "é" }]);
    expect(service.boot).toMatchObject({ ready: true, port: 8000 });
    expect(service.notices).toEqual([]);
    const { runtime, baseUrl } = service;
    await fetch(`${baseUrl}/notes/one`, { method: "POST" });
    expect(await json(`${baseUrl}/notes`)).toEqual(["one"]);
    expect((await runtime.logs()).map(({ text }) => text)).toContain("seed: [{'id': 'é'}]");
    const processes = await runtime.processes();
    expect(processes.some(({ command }) => command.includes("gunicorn"))).toBe(true);
    expect(processes.filter(({ user }) => user === "0")).toEqual([]);

    const statements = await runtime.database.statementsDuring(async () => {
      await json(`${baseUrl}/notes`);
      await json(`${baseUrl}/notes`);
    });
    expect(statements).toEqual([
      { query: "select text from note order by id", calls: 2, rows: 2, pages: expect.any(Number) },
    ]);
    const wide = 'x",\n y';
    expect(
      await runtime.database.query(`select 1.50::numeric as n, null as nothing, ${quoted(wide)} as wide, '' as empty`),
    ).toEqual([{ n: "1.50", nothing: null, wide, empty: "" }]);
    expect(await runtime.database.query(`select repeat('x', 40000) as long`)).toEqual([{ long: "x".repeat(40_000) }]);
    await expect(runtime.database.query("delete from note returning id")).rejects.toThrow();

    let whileStopping = 0;
    const stopped = await runtime.stop({
      graceSeconds: 5,
      whileStopping: async () => {
        whileStopping += 1;
      },
    });
    expect(stopped).toMatchObject({ exitCode: 0, killed: false });
    expect(whileStopping).toBe(1);
    await expect(fetch(`${baseUrl}/notes`)).rejects.toThrow();
    expect(await runtime.start()).toMatchObject({ ready: true });
    expect(await json(`${baseUrl}/notes`)).toEqual(["one"]);

    const reference = await service.referenceUrl();
    expect(await json(`${reference}/row/42`)).toEqual({ id: 42, name: "row 42" });
    expect(await service.referenceUrl()).toBe(reference);

    const { NCPU: all } = await on.engine.docker.info();
    {
      await using held = await service.heldToCores();
      expect(held.cores).toBe(all > 1 ? String(all - 1) : undefined);
      if (all > 1) expect(await coresOf("app", "reference")).toEqual([held.cores, held.cores]);
    }
    if (all > 1) expect(await coresOf("app", "reference")).toEqual([`0-${all - 1}`, `0-${all - 1}`]);
  }));

/** The cores that the engine lets the running container of each part have. */
async function coresOf(...aliases: readonly string[]): Promise<readonly (string | undefined)[]> {
  const filters = JSON.stringify({ network: [sandbox.network, sandbox.name("reference-net")] });
  const running = await on.engine.docker.listContainers({ filters });
  return await Promise.all(
    aliases.map(async (alias) => {
      const found = running.find(({ Names }) => new RegExp(`^/${sandbox.name(alias)}(-\\d+)?$`).test(Names[0] ?? ""));
      const { HostConfig } = await on.engine.docker.getContainer(found?.Id ?? alias).inspect();
      return HostConfig.CpusetCpus;
    }),
  );
}

test("a second container shares the app's database, or has an empty one of its own, on another port and without a data set", () =>
  inSandbox(async (open) => {
    const seen = 'import sys\nprint("seed:", os.environ.get("SEED_FILE"), file=sys.stderr)\n';
    const { runtime, baseUrl } = await started(open, { "app.py": goodApp(seen) }, [{ id: "é" }]);
    await fetch(`${baseUrl}/notes/one`, { method: "POST" });
    {
      await using replica = await runtime.beside({ name: "replica" });
      expect(replica.boot).toMatchObject({ ready: true, port: 8000 });
      expect(await json(`${replica.baseUrl}/notes`)).toEqual(["one"]);
      expect(replica.boot.logs.map(({ text }) => text)).toContain("seed: /assay/dataset.json");
    }
    {
      await using elsewhere = await runtime.beside({ name: "elsewhere", port: 8123, ownDatabase: true });
      expect(elsewhere.boot).toMatchObject({ ready: true, port: 8123 });
      expect(elsewhere.boot.logs.map(({ text }) => text)).toContain("seed: None");
      expect(await json(`${elsewhere.baseUrl}/notes`)).toEqual([]);
      // Each hold is on the tables of one database.
      const held = await elsewhere.database.hold(5_000);
      const other = await runtime.database.hold(5_000);
      await other[Symbol.asyncDispose]();
      const answer = fetch(`${elsewhere.baseUrl}/notes`);
      await expect.poll(() => held.waiting()).toBe(1);
      await held[Symbol.asyncDispose]();
      expect((await answer).status).toBe(200);
    }
    expect(await json(`${baseUrl}/notes`)).toEqual(["one"]);
  }));

test("several containers start at the same moment on a database of their own, and one that ends is told from one that is ready", () =>
  inSandbox(async (open) => {
    // Whoever makes the mark stays; the others end.
    const alone = `
import sys
with connect() as connection:
    if not connection.execute("insert into note (id, text) values (0, 'mine') on conflict do nothing").rowcount:
        print("seed:", os.environ.get("SEED_FILE"), file=sys.stderr)
        os._exit(3)
`;
    const app = 'with connect() as connection:\n    connection.execute("select pg_advisory_xact_lock(1)")\n';
    const { runtime, baseUrl } = await started(
      open,
      { "app.py": goodApp(alone).replace("with connect() as connection:\n", app) },
      [{ id: "é" }],
    );
    await fetch(`${baseUrl}/notes/one`, { method: "POST" });
    await using together = await runtime.together({ name: "three", count: 3 });
    const boots = together.containers.map(({ boot }) => boot);
    const ended = boots.filter((boot) => !boot.ready && boot.exitCode !== undefined && boot.exitCode !== 0);
    expect(boots.filter(({ ready }) => ready)).toHaveLength(1);
    expect(ended).toHaveLength(2);
    expect(ended[0]?.logs.map(({ text }) => text)).toContain("seed: /assay/dataset.json");
    const one = together.containers.find(({ boot }) => boot.ready)?.baseUrl;
    expect(await json(`${one}/notes`)).toEqual(["mine"]);
    expect(await json(`${baseUrl}/notes`)).toEqual(["mine", "one"]);
  }));

test("the way to a database of its own can be made longer, and counts what goes over it", () =>
  inSandbox(async (open) => {
    const { runtime } = await started(open, { "app.py": goodApp() });
    await using elsewhere = await runtime.beside({ name: "elsewhere", ownDatabase: true });
    const { way, baseUrl } = elsewhere;
    if (way === undefined) throw new Error("it has a database of its own");
    let tookMs = 0;
    const { connections, trips } = await way.longer(async () => {
      const begun = performance.now();
      await json(`${baseUrl}/notes`);
      await json(`${baseUrl}/notes`);
      tookMs = performance.now() - begun;
    });
    // This app connects for each request: to be asked for encryption, to be let in, and to begin, read and commit.
    expect(connections).toBe(2);
    expect(trips).toBeGreaterThanOrEqual(2 * 6);
    expect(tookMs).toBeGreaterThan(trips * way.roundTripMs);
    const begun = performance.now();
    await json(`${baseUrl}/notes`);
    expect(performance.now() - begun).toBeLessThan(tookMs / 2);
  }));

const writesToTmp = `
@app.get("/spare")
def spare():
    try:
        with open("/tmp/spare", "w") as file:
            file.write("x" * 5000)
        return "room"
    except OSError as error:
        return error.strerror
    finally:
        os.remove("/tmp/spare")
`;

test.each([
  ["with the tools of its image", "RUN true"],
  ["with Python, where there are none", "RUN rm /usr/bin/head"],
])("/tmp is filled to its limit and emptied again %s", (_, line) =>
  inSandbox(async (open) => {
    const Dockerfile = [...baseLines.slice(0, -1), line, "USER nobody", 'CMD exec gunicorn -b 0.0.0.0:$PORT "app:app"'];
    const service = await started(open, { "app.py": goodApp(writesToTmp), Dockerfile: Dockerfile.join("\n") });
    const spare = async (): Promise<string> => (await fetch(`${service.baseUrl}/spare`)).text();
    expect(await spare()).toBe("room");
    {
      await using full = await service.runtime.fillTmp();
      expect(full).toBeDefined();
      expect(await spare()).toBe("No space left on device");
      expect(await json(`${service.baseUrl}/notes`)).toEqual([]);
    }
    expect(await spare()).toBe("room");
  }),
);

test("/tmp is left alone where filling it would take memory that the app needs", () =>
  inSandbox(
    async (open) => {
      const { runtime } = await started(open, { "app.py": goodApp() });
      expect(await runtime.fillTmp()).toBeUndefined();
    },
    { memoryBytes: 256 * 1024 * 1024, tmpBytes: 256 * 1024 * 1024 },
  ));

test("a start without a variable tells an app that ends from one that is ready all the same", () =>
  inSandbox(async (open) => {
    const { runtime } = await started(open, { "app.py": goodApp() });
    const [withoutUrl, withoutPassword] = await Promise.all([
      runtime.startWithout({ variable: "DATABASE_URL", withinMs: 15_000 }),
      runtime.startWithout({ variable: "API_PASSWORD", withinMs: 15_000 }),
    ]);
    expect(withoutUrl).toMatchObject({ ended: true, exitCode: 3 });
    expect(withoutUrl.logs.some(({ text }) => text.includes("KeyError: 'DATABASE_URL'"))).toBe(true);
    expect(withoutPassword).toMatchObject({ ended: false, ready: true });
  }));

test("held tables make the app wait until they are let go", () =>
  inSandbox(async (open) => {
    const service = await started(open, { "app.py": goodApp() });
    const held = await service.runtime.database.hold(10_000);
    let answered = false;
    const request = json(`${service.baseUrl}/notes`).then(() => {
      answered = true;
    });
    await expect.poll(() => held.waiting()).toBe(1);
    expect(answered).toBe(false);
    await held[Symbol.asyncDispose]();
    await request;
    expect(answered).toBe(true);
  }));

test("a database that is cut off refuses the app, and has everything when it is given back", () =>
  inSandbox(async (open) => {
    const service = await started(open, { "app.py": goodApp() });
    const statusOfNotes = async (): Promise<number> => {
      const response = await fetch(`${service.baseUrl}/notes`);
      await response.body?.cancel();
      return response.status;
    };
    expect(await statusOfNotes()).toBe(200);
    const outage = await service.runtime.database.cutOff();
    expect(await statusOfNotes()).toBe(500);
    await outage[Symbol.asyncDispose]();
    expect(await statusOfNotes()).toBe(200);
  }));

test("from inside the app, neither this host nor the internet nor the reference's database can be reached", () =>
  inSandbox(async (open) => {
    const probe = `
import socket
def reach(host, port):
    try:
        socket.create_connection((host, port), timeout=1).close()
        return "reached"
    except OSError as error:
        return type(error).__name__
@app.get("/reach/<host>/<int:port>")
def reach_out(host, port):
    return reach(host, port)
@app.get("/other-database")
def other():
    try:
        psycopg.connect(os.environ["DATABASE_URL"].replace("app", "reference")).close()
        return "reached"
    except psycopg.OperationalError as error:
        return "refused"
`;
    const service = await started(open, { "app.py": goodApp(probe) });
    await service.referenceUrl();
    const network = await on.engine.docker.getNetwork(open.network).inspect();
    const subnet = network.IPAM?.Config?.[0]?.Subnet ?? "";
    const gateway = subnet.replace(/\.0\/\d+$/, ".1");
    const text = async (path: string): Promise<string> => (await fetch(`${service.baseUrl}${path}`)).text();
    expect(await text("/reach/database/5432")).toBe("reached");
    expect(await text(`/reach/${gateway}/22`)).not.toBe("reached");
    expect(await text("/reach/169.254.169.254/80")).not.toBe("reached");
    expect(await text("/reach/pypi.invalid/443")).not.toBe("reached");
    expect(await text("/other-database")).toBe("refused");
  }));

test("an app that exits at once says why, long before the time is over", () =>
  inSandbox(async (open) => {
    const begun = performance.now();
    const service = await started(open, { "app.py": 'raise RuntimeError("DATABASE_HOST is not set")' });
    expect(service.boot).toMatchObject({
      ready: false,
      reason: expect.stringMatching(/exit code [1-9].*DATABASE_HOST/),
    });
    expect(service.baseUrl).toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(20_000);
  }));

const own = (run: string, port: string, host: string): Record<string, string> => ({
  Dockerfile: [...baseLines, `CMD exec ${run}`].join("\n"),
  "serve.py": `
from app import app
app.run(host="${host}", port=${port})
`,
});

test("an app that never opens a port is given up at its limit, and the reason says so", () =>
  inSandbox(
    async (open) => {
      const service = await started(open, { "app.py": "", ...own("sleep 600", "0", "") });
      expect(service.boot).toMatchObject({
        ready: false,
        reason: expect.stringMatching(/Nothing listens on port 8000 within 6 s/),
      });
    },
    { bootSeconds: 6 },
  ));

test("an app that listens on 127.0.0.1 only is told to bind 0.0.0.0", () =>
  inSandbox(async (open) => {
    const service = await started(open, { "app.py": goodApp(), ...own("python serve.py", "8000", "127.0.0.1") });
    expect(service.boot).toMatchObject({
      ready: false,
      reason: expect.stringMatching(/127\.0\.0\.1.*Bind 0\.0\.0\.0/),
    });
  }));

test("an app on another port than the published one is found there, with a notice, also after a restart", () =>
  inSandbox(async (open) => {
    const service = await started(open, { "app.py": goodApp(), ...own("python serve.py", "5000", "0.0.0.0") });
    expect(service.boot).toMatchObject({ ready: true, port: 5000 });
    expect(service.notices).toEqual([expect.stringContaining("5000")]);
    expect(await json(`${service.baseUrl}/notes`)).toEqual([]);
    await service.runtime.stop({ graceSeconds: 2 });
    expect(await service.runtime.start()).toMatchObject({ ready: true, port: 5000 });
    expect(await json(`${service.baseUrl}/notes`)).toEqual([]);
  }));

test("an app that must write outside /tmp is started again with a writable file system, with a notice", () =>
  inSandbox(async (open) => {
    const writes = `open("/app/written", "w").close()\n`;
    const service = await started(open, {
      "app.py": writes + goodApp(),
      Dockerfile: [
        ...baseLines.slice(0, -1),
        "RUN chown nobody /app",
        "USER nobody",
        "CMD exec gunicorn -b 0.0.0.0:$PORT app:app",
      ].join("\n"),
    });
    expect(service.boot).toMatchObject({ ready: true });
    expect(service.notices).toEqual([expect.stringMatching(/writable/)]);
  }));

test("an app without the ready path is taken as up, with a notice", () =>
  inSandbox(async (open) => {
    const service = await started(open, { "app.py": goodApp().replace('@app.get("/readyz")', "") });
    expect(service.boot).toMatchObject({ ready: true });
    expect(service.notices).toEqual([expect.stringContaining(`${contract.ready} answers 404`)]);
  }));

test("an app that accepts connections and never answers is not said to be silent on its port", () =>
  inSandbox(
    async (open) => {
      const mute = "import socket, time\ns = socket.create_server(('0.0.0.0', 8000))\ntime.sleep(600)\n";
      const service = await started(open, { "app.py": mute, ...own("python app.py", "", "") });
      expect(service.boot).toMatchObject({
        ready: false,
        reason: expect.stringMatching(/listens on port 8000.*no answer/i),
      });
    },
    { bootSeconds: 7 },
  ));

test("an app that ignores SIGTERM is killed after the grace time", () =>
  inSandbox(async (open) => {
    const stubborn =
      "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nfrom app import app\napp.run('0.0.0.0', 8000)\n";
    const service = await started(open, {
      "app.py": goodApp(),
      ...own("python serve.py", "", ""),
      "serve.py": stubborn,
    });
    expect(await service.runtime.stop({ graceSeconds: 1 })).toMatchObject({ exitCode: 137, killed: true });
  }));

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
