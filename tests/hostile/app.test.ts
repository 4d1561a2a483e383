import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, test } from "vitest";
import { appOf, gradeHostile, serving } from "./bench.ts";
import { printMeasured } from "./measure.ts";
import { ordersApp } from "./orders-app.ts";

afterAll(printMeasured);

const boots = "operations.boots";
const walks = "pagination.each-record-once";

describe("an app that never serves is given up at its limit", () => {
  test.each([
    ["a fork bomb", "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass\n", /Nothing listens/],
    ["a memory bomb", "x = []\nwhile True: x.append(b'1' * 10_000_000)\n", /more memory than its limit/],
    [
      "a thread bomb",
      "import threading, time\nwhile True:\n  try: threading.Thread(target=time.sleep, args=(999,)).start()\n  except RuntimeError: time.sleep(0.01)\n",
      /Nothing listens/,
    ],
    [
      "busy loops in forty processes",
      "import os\nfor _ in range(40):\n  if os.fork() == 0: break\nwhile True: pass\n",
      /Nothing listens/,
    ],
    [
      "open files without end",
      "import os\nwhile True: os.open('/dev/null', os.O_RDONLY)\n",
      /It ended with exit code 1 .*Too many open files/,
    ],
    [
      "another port at each start",
      "import http.server, random\nhttp.server.HTTPServer(('0.0.0.0', random.randint(9000, 60000)), http.server.BaseHTTPRequestHandler).serve_forever()\n",
      /another one each time/,
    ],
  ])("%s", async (_, text, why) => {
    const { reason, seconds } = await gradeHostile(appOf(text), [boots]);
    expect(reason(boots)).toMatch(/^failed/);
    expect(reason(boots)).toMatch(why);
    expect(seconds).toBeLessThan(60);
  });
});

test.each(["sleep 100000", "yes"])("commands of an image that do `%s` instead hold nobody up", async (command) => {
  const lines = [`RUN printf '#!/bin/sh\\nexec ${command}\\n' > /bin/cat`];
  const { reason, seconds } = await gradeHostile(appOf("import time\ntime.sleep(999)\n", ...lines), [boots]);
  expect(reason(boots)).toMatch(/^failed: Nothing listens/);
  expect(seconds).toBeLessThan(60);
});

test("health checks that flood, a signal to stop with that stops nothing, and an app that ignores all others: it is ended in time", async () => {
  const lines = ["USER root", "HEALTHCHECK --interval=1s CMD yes > /proc/1/fd/1", "STOPSIGNAL SIGWINCH"];
  const deaf = "import signal\nfor each in set(range(1, 32)) - {9, 19}: signal.signal(each, signal.SIG_IGN)";
  const app = appOf(ordersApp("the memory of its process", "", deaf), ...lines);
  const { reason, seconds } = await gradeHostile(app, [boots, "operations.graceful-stop"]);
  expect(reason(boots)).toBe("passed");
  expect(reason("operations.graceful-stop")).toMatch(/^failed/);
  expect(seconds).toBeLessThan(60);
});

test("an app that fills the disk, where it was given a writable one, is stopped, and says so", async () => {
  const fills =
    "open('/app/x', 'w').close()\nwith open('/app/big', 'wb') as f:\n  while True: f.write(b'x' * 1048576); f.flush()\n";
  const { reason } = await gradeHostile(appOf(fills), [boots]);
  expect(reason(boots)).toMatch(/^failed: It was stopped, because it wrote more than 34 MB to the disk/);
});

test("an app that makes files without end, all of them empty, is stopped, and says so", async () => {
  const files = "import itertools\nfor number in itertools.count(): open(f'/app/{number}', 'w').close()\n";
  const { reason } = await gradeHostile(appOf(files), [boots], { bootSeconds: 60 });
  expect(reason(boots)).toMatch(/^failed: It was stopped, because it wrote more than some 100,000 files to the disk/);
});

test("an app that fills its temporary files meets their end", async () => {
  const fills = "with open('/tmp/big', 'wb') as f:\n  while True: f.write(b'x' * 1048576); f.flush()\n";
  const { reason, seconds } = await gradeHostile(appOf(fills), [boots]);
  expect(reason(boots)).toMatch(/^failed: It ended with exit code 1 .*No space left on device/);
  expect(seconds).toBeLessThan(30);
});

test("an app that fills its database takes no more than the memory of the database", async () => {
  const file = async (name: string): Promise<string> =>
    await readFile(new URL(`../submissions/orders/strong-sqlalchemy/${name}`, import.meta.url), "utf8");
  const [first = ""] = (await file("Dockerfile")).split("COPY . .");
  const fills = [
    "import psycopg",
    "def fill():",
    "  with psycopg.connect(os.environ['DATABASE_URL'], autocommit=True) as connection:",
    "    connection.execute('create unlogged table big (text text)')",
    '    while True: connection.execute("insert into big select repeat(md5(random()::text), 32) from generate_series(1, 20000)")',
    "try: fill()",
    "except psycopg.Error as error: print('The database says:', error, flush=True)",
  ].join("\n");
  const files = {
    "app.py": serving("self.send_response(503); self.end_headers()", fills),
    "requirements.txt": await file("requirements.txt"),
    "requirements-dev.txt": await file("requirements-dev.txt"),
    Dockerfile: `${first}COPY . .\nCMD ["python", "app.py"]\n`,
  };
  const changed = { buildSeconds: 90, buildMemoryBytes: 1_000_000_000, bootSeconds: 40 };
  const { reason, seconds } = await gradeHostile(files, [boots, "stateful.create-then-read"], changed);
  expect(reason(boots)).toBe("passed");
  expect(reason("stateful.create-then-read")).toMatch(/^failed/);
  expect(seconds).toBeLessThan(60);
});

const whileServing = (text: string) =>
  [
    "def body(self, *headers):",
    "    self.send_response(200)",
    "    for name, value in headers: self.send_header(name, value)",
    "    self.end_headers()",
    text,
  ].join("\n");

describe("an app that serves, and harms", () => {
  test.each([
    [
      "a body without end",
      "body(self, ('Content-Type', 'application/json'))\nwhile True: self.wfile.write(b'[' * 65536)",
    ],
    ["a million headers", "self.send_response(200)\nfor i in range(1000000): self.wfile.write(b'X-%d: y\\r\\n' % i)"],
    ["chunks that are none", "body(self, ('Transfer-Encoding', 'chunked'))\nself.wfile.write(b'zz\\r\\nnot a chunk')"],
    [
      "a gzip bomb",
      "import gzip\nbody(self, ('Content-Encoding', 'gzip'), ('Content-Type', 'application/json'))\nself.wfile.write(gzip.compress(b'0' * 50_000_000))",
    ],
    [
      "bytes that are no UTF-8",
      "body(self, ('Content-Type', 'application/json; charset=utf-8'))\nself.wfile.write(b'{\"id\": \"\\xff\\xfe\\xc3\"}')",
    ],
    ["a header of 1 MB", "self.send_response(200); self.send_header('X', 'y' * 1_000_000); self.end_headers()"],
    [
      "a redirect to the host",
      "self.send_response(302); self.send_header('Location', 'http://172.17.0.1:22/'); self.end_headers()",
    ],
    ["HTTP/0.9", "self.wfile.write(b'hello'); self.close_connection = True"],
  ])("%s is read up to a bound", async (_, answer) => {
    const text = serving(answer, whileServing("").trimEnd());
    const asked = ["contract.examples", "contract.response-body", "stateful.create-then-read"] as const;
    const { reason, card, seconds, grownBytes } = await gradeHostile(appOf(text), [boots, ...asked]);
    expect(reason(boots)).toBe("passed");
    expect(asked.map(reason)).toContainEqual(expect.stringMatching(/^failed/));
    expect(grownBytes).toBeLessThan(400_000_000);
    expect(JSON.stringify(card).length).toBeLessThan(2_000_000);
    expect(seconds).toBeLessThan(120);
  });

  test("pages that lead in a circle are left", async () => {
    const circle =
      'if self.command == "GET" and self.path.split("?")[0] == "/v1/orders": return say(self, 200, {"data": list(map(json.loads, orders.values()))[:2], "next_cursor": "again"})';
    const { reason, seconds } = await gradeHostile(appOf(ordersApp("the memory of its process", circle)), [walks]);
    expect(reason(walks)).toMatch(/^failed: Walking the pages does not come to an end/);
    expect(seconds).toBeLessThan(60);
  });

  test("a log of terminal commands and one line without end is capped", async () => {
    const flood =
      "def flood():\n  while True: sys.stdout.buffer.write(b'\\x1b[2J\\x00\\xff' * 10000)\nthreading.Thread(target=flood, daemon=True).start()";
    const { card } = await gradeHostile(appOf(serving("self.send_response(500); self.end_headers()", flood)), [boots]);
    expect(JSON.stringify(card).length).toBeLessThan(2_000_000);
  });

  test("a volume that the image declares is bounded", async () => {
    const fill = "big = open('/data/big', 'wb')\nfor i in range(2000): big.write(b'x' * 1048576)";
    const { reason } = await gradeHostile(appOf(fill, "VOLUME /data"), [boots]);
    expect(reason(boots)).toMatch(/^failed: It ended/);
  });
});
